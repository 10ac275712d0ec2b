"""Items to codes: the whole of a document matched to the nomenclature."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from sidak.matchers.match.candidates import CandidateIndex, CodeCandidate, merge_candidates
from sidak.matchers.match.decisions import (
    CodeDecision,
    find_decision,
    index_decisions,
)
from sidak.matchers.match.edition import EditionChoice, choose_by_fit, may_follow_first
from sidak.matchers.match.findings import (
    report_edition_hint,
    report_legacy_codes,
    report_missing_edition,
    report_name_conflict,
    report_parent_conflicts,
    report_reused_codes,
)
from sidak.matchers.match.legacy import find_legacy_items
from sidak.matchers.match.lines import (
    ACCEPTED,
    assign_code_to_figure,
    describe_method,
    fill_placeholder_code,
    find_parents,
    find_parents_in_table_before,
    sort_parents_first,
)
from sidak.matchers.match.outcome_statements import is_outcome_statement
from sidak.matchers.match.own_agency import (
    find_document_bidang,
    find_own_bidang,
    guess_own_bidang,
)
from sidak.matchers.match.results import MatchResult
from sidak.matchers.match.scoring import (
    Assignment,
    CandidateFit,
    CodeRelation,
    DocumentContext,
    ProgrammeLine,
    estimate_probability,
    estimate_runner_up,
    score_candidate,
    weigh_learned,
)
from sidak.matchers.match.settings import SETTINGS
from sidak.matchers.match.tree import TreeNode, assign_codes
from sidak.matchers.match.vetoes import MatchCase, find_veto
from sidak.matchers.names.likeness import normalise_name
from sidak.matchers.reference.kode_map import KodeMap
from sidak.matchers.reference.store import Nomenclature, fold_kode
from sidak.normalisers.rows.reference_list import choose_kewenangan, read_codes
from sidak.normalisers.text.broken_words import clean_name
from sidak.schemas import (
    PROGRAMME_LEVELS,
    DocumentFacts,
    Doubt,
    DoubtKind,
    Finding,
    Item,
    Level,
    MatchStatus,
    ReviewCandidate,
    ReviewRow,
    TypedTable,
)
from sidak.schemas.nomenclature import NomenclatureEntry, Scope

#: Candidates shown to a person.
_SHOWN = 5


def match_tables(
    tables: Sequence[TypedTable],
    facts: DocumentFacts,
    nomenclature: Nomenclature,
    decisions: Sequence[CodeDecision] = (),
    *,
    edition: str | None = None,
) -> MatchResult:
    """Match all items of a document to the nomenclature.

    Args:
        tables: Typed tables of one document, repaired by the same nomenclature.
        facts: What the document says of itself.
        nomenclature: Lists at hand.
        decisions: What people decided, oldest first.
        edition: Id of an edition to expect instead of the one of the document's year.

    Returns:
        The tables with ``kode``, ``kode_name``, ``edition``, ``match_status``,
        ``match_method``, ``score`` and the runner-up of every programme line; ``score`` is
        the probability that ``kode`` is right. Figures carry the code of their item where
        it is accepted (``auto``, ``decided``).
    """
    return DocumentMatcher(tables, facts, nomenclature, decisions, edition).match()


class DocumentMatcher:
    """Matches one document; ``match`` is all that most callers need."""

    def __init__(
        self,
        tables: Sequence[TypedTable],
        facts: DocumentFacts,
        nomenclature: Nomenclature,
        decisions: Sequence[CodeDecision],
        edition: str | None,
    ) -> None:
        self.nomenclature = nomenclature
        self.decisions = index_decisions(decisions)
        years = [year for year in (facts.year, facts.year_last) if year is not None]
        self.year = max(years) if years else None
        self.tables = tuple(tables)
        self.readings = read_codes(self.tables)
        readings = list(self.readings.values())
        self.kewenangan = choose_kewenangan(facts, readings)
        self.index = CandidateIndex(nomenclature, self.kewenangan)
        self.lines = {
            item.item_id: self._make_line(item)
            for table in self.tables
            for item in table.items
            if item.level in PROGRAMME_LEVELS and not is_outcome_statement(item, self.index)
        }
        self.own_bidang = find_own_bidang(facts, readings) or guess_own_bidang(
            self.lines.values(), self.index
        )
        self.parents = {
            key: parent
            for table in self.tables
            for key, parent in find_parents(table, self.lines).items()
        }
        self.legacy = find_legacy_items(self.tables, self.lines, self.index, self.year)
        in_tree = [line for key, line in self.lines.items() if key not in self.legacy]
        self.choice: EditionChoice = choose_by_fit(
            in_tree, self.index, nomenclature, self.year, edition
        )
        self._kode_map = KodeMap(nomenclature)
        self.edition = self.choice.edition.edition if self.choice.edition else None
        self.context = DocumentContext(
            self.choice.edition,
            find_document_bidang(facts, readings),
            self.year,
            may_follow_first(self.choice, self.year),
        )
        self.by_name = self._find_candidates_by_name()
        self._fits: dict[tuple[str, str | None, Level, tuple[str, bool]], CandidateFit] = {}
        self._done: dict[str, Item] = {}
        self._questions: list[ReviewRow] = []

    def _make_line(self, item: Item) -> ProgrammeLine:
        name = clean_name(item.name, self.nomenclature.raw_vocabulary)
        reading = self.readings.get(item.item_id)
        if reading is not None and reading.level is Level.URUSAN is not item.level:
            reading = None  # the running number of a line, in the column of the codes
        return ProgrammeLine(item.level, normalise_name(name), reading)

    def _find_candidates_by_name(self) -> dict[Level, Mapping[str, tuple[CodeCandidate, ...]]]:
        names: dict[Level, list[str]] = {level: [] for level in PROGRAMME_LEVELS}
        for key, line in self.lines.items():
            if key not in self.legacy:
                names[line.level].append(line.name)
        return {
            level: self.index.find_by_names(level, wanted, self.edition)
            for level, wanted in names.items()
        }

    def match(self) -> MatchResult:
        """Match every table."""
        matched, findings = [], []
        for table in self.tables:
            done, found = self._match_table(table)
            matched.append(done)
            findings.extend(found)
        document_id = next((i.document_id for t in self.tables for i in t.items), "")
        if self.choice.is_hint and self.lines:
            findings.append(report_edition_hint(document_id, self.choice, self.year))
        if any(key not in self.legacy for key in self.lines):
            findings.extend(report_missing_edition(document_id, self.choice, self.year))
        return MatchResult(
            tuple(matched), tuple(findings), tuple(self._questions), self.edition
        )

    @cached_property
    def assignments(self) -> Mapping[str, Assignment]:
        """All programme lines of the document, decided together; legacy ones left out."""
        loose = find_parents_in_table_before(self.tables, self.lines, self.parents)
        nodes = []
        for table in self.tables:
            for item in sort_parents_first(table, self.parents):
                key = item.item_id
                if key in self.lines and key not in self.legacy:
                    above = self.parents.get(key) or loose.get(key)
                    is_loose = key not in self.parents
                    parent = above.item_id if above is not None else None
                    nodes.append(TreeNode(key, parent, self._score_candidates(item), is_loose))
        return assign_codes(nodes)

    def _match_table(self, table: TypedTable) -> tuple[TypedTable, list[Finding]]:
        findings: list[Finding] = []
        for item in table.items:
            assignment = self.assignments.get(item.item_id)
            if item.item_id in self.legacy:
                matched = replace(item, match_status=MatchStatus.LEGACY)
            elif assignment is None:
                matched = replace(item, match_status=MatchStatus.NOT_APPLICABLE)
            else:
                matched = self._match_item(item, assignment)
                if matched.match_status is MatchStatus.AUTO:
                    findings.extend(self._report_conflict(matched, assignment))
            self._done[item.item_id] = self._add_canonical(matched)
        items = tuple(self._done[item.item_id] for item in table.items)
        in_tree = [item for item in items if item.item_id not in self.legacy]
        findings.extend(report_parent_conflicts(in_tree, self.lines, self.parents))
        findings.extend(report_reused_codes(in_tree, self.lines))
        old = [item for item in items if item.match_status is MatchStatus.LEGACY]
        if old:
            findings.append(report_legacy_codes(table, old))
        figures = tuple(assign_code_to_figure(figure, self._done) for figure in table.figures)
        return replace(table, items=items, figures=figures), findings

    def _score_candidates(self, item: Item) -> tuple[CandidateFit, ...]:
        line = self.lines[item.item_id]
        named = self.by_name[line.level].get(line.name, ())
        coded = self.index.by_code.get(line.printed, ()) if line.printed else ()
        elsewhere = self.index.find_elsewhere(line.level, line.name)
        candidates = merge_candidates(named, coded, elsewhere)
        fits = [self._score(line, candidate) for candidate in candidates]
        least = SETTINGS.least_likeness
        return tuple(fit for fit in fits if fit.likeness >= least or not line.name)

    def _score(self, line: ProgrammeLine, candidate: CodeCandidate) -> CandidateFit:
        key = (line.name, line.printed, line.level, candidate.key)
        if key not in self._fits:
            self._fits[key] = score_candidate(line, candidate, self.index, self.context)
        return self._fits[key]

    def _choose_entry(self, fit: CandidateFit) -> NomenclatureEntry:
        """Return the entry to publish for a fit."""
        index = self.index
        return fit.candidate.entry_for(self.edition, fit.entry, index.common, index.vocabulary)

    def _add_canonical(self, item: Item) -> Item:
        """Say which code of the canonical edition a matched line has."""
        if item.match_status not in ACCEPTED or not (item.kode and item.edition):
            return item
        scope = Scope.PROVINSI if self.kewenangan == {"1"} else Scope.KABUPATEN_KOTA
        mapping = self._kode_map.find(item.edition, item.kode, scope)
        if mapping is None:
            return item
        return replace(
            item,
            kode_canonical=mapping.to_kodes[0] if len(mapping.to_kodes) == 1 else None,
            edition_canonical=mapping.to_edition,
            kode_change=mapping.change,
        )

    def _match_item(self, item: Item, assignment: Assignment) -> Item:
        """Give an item its code; a doubtful one makes a question."""
        decision = find_decision(
            self.decisions, item, self._code_above(item), self._above(item)
        )
        if decision is not None:
            return self._apply_decision(item, decision)
        line = self.lines[item.item_id]
        best = assignment.best
        probability = estimate_probability(line, assignment)
        if best is not None:
            probability *= weigh_learned(best)
        if best is None or probability < SETTINGS.review_probability:
            self._ask(item, Doubt(DoubtKind.NO_SIMILAR_NAME), assignment)
            return replace(item, match_status=MatchStatus.UNMATCHED)
        entry = self._choose_entry(best)
        bidang = self._find_bidang(item, best.candidate)
        matched = replace(
            item,
            kode=fill_placeholder_code(entry, bidang),
            kode_name=entry.nama,
            edition=entry.edition,
            match_status=MatchStatus.AUTO,
            match_method=describe_method(best, assignment),
            score=round(probability, 4),
        )
        runner = assignment.runner_up
        if runner is not None:
            score = estimate_runner_up(line, assignment, probability)
            matched = replace(
                matched,
                runner_up_kode=fill_placeholder_code(self._choose_entry(runner), bidang),
                runner_up_score=round(score, 4),
            )
        doubt = find_veto(MatchCase(best, assignment, probability))
        if doubt is None:
            return matched
        self._ask(item, doubt, assignment)
        return replace(matched, match_status=MatchStatus.REVIEW)

    def _above(self, item: Item) -> Item | None:
        """Return the matched line above an item; ``None`` if there is none, or not yet."""
        parent = self.parents.get(item.item_id)
        return None if parent is None else self._done.get(parent.item_id)

    def _code_above(self, item: Item) -> str:
        """Return the code that the line above fits best; empty if there is none."""
        parent = self.parents.get(item.item_id)
        above = self.assignments.get(parent.item_id) if parent is not None else None
        return above.best.candidate.kode if above is not None and above.best else ""

    def _apply_decision(self, item: Item, decision: CodeDecision) -> Item:
        decided = replace(
            item, match_status=MatchStatus.DECIDED, match_method="decision", score=1.0
        )
        if not decision.kode:
            return decided
        line = self.lines[item.item_id]
        fits = [
            self._score(line, candidate)
            for candidate in self.index.by_code.get(fold_kode(decision.kode), ())
        ]
        if not fits:
            return replace(decided, kode=decision.kode)
        fit = max(fits, key=lambda one: one.weight)
        entry = self._choose_entry(fit)
        return replace(
            decided,
            kode=fill_placeholder_code(entry, self._find_bidang(item, fit.candidate)),
            kode_name=entry.nama,
            edition=entry.edition,
        )

    def _find_bidang(self, item: Item, candidate: CodeCandidate) -> str | None:
        """Return the bidang that stands in place of X.XX: printed here or above, or known."""
        if not candidate.kode.startswith("X."):
            return None
        place: Item | None = item
        while place is not None:
            bidang = self._find_printed_bidang(place, candidate, is_above=place is not item)
            if bidang is not None:
                return bidang
            place = self.parents.get(place.item_id)
            above = self._done.get(place.item_id) if place is not None else None
            if above is not None and above.match_status in ACCEPTED and above.kode:
                if above.level is Level.BIDANG:
                    return above.kode
                if above.kode.split(".")[2:3] == ["01"] and not above.kode.startswith("X"):
                    return above.kode[:4]
        return self.own_bidang

    def _find_printed_bidang(
        self, item: Item, candidate: CodeCandidate, *, is_above: bool
    ) -> str | None:
        """Return the bidang that a printed code names for a candidate under X.XX.

        A code of the programme PENUNJANG does if it is the candidate's or stands above, and
        that of a bidang always.
        """
        line = self.lines.get(item.item_id)
        printed = line.reading.kode if line is not None and line.reading else None
        if line is None or printed is None or printed.startswith("X"):
            return None
        parts = printed.split(".")
        is_generic = parts[2:3] == ["01"]
        is_same = is_above or line.printed == candidate.kode
        return ".".join(parts[:2]) if (is_generic and is_same) or len(parts) == 2 else None

    def _report_conflict(self, item: Item, assignment: Assignment) -> list[Finding]:
        line = self.lines[item.item_id]
        best = assignment.best
        if best is None or best.code in (CodeRelation.NONE, CodeRelation.SAME):
            return []
        candidates = self.index.by_code.get(line.printed or "", ())
        entries = [entry for candidate in candidates for entry in candidate.entries]
        own = [entry for entry in entries if entry.edition == self.edition]
        name = next((entry.nama for entry in [*own, *entries]), None)
        return [report_name_conflict(item, line, name)]

    def _ask(self, item: Item, reason: Doubt, assignment: Assignment) -> None:
        """Keep a question to a person about an item, with the codes that it may have."""
        candidates = []
        for fit, _weight in assignment.ranked[:_SHOWN]:
            entry = self._choose_entry(fit)
            kode = fill_placeholder_code(entry, self._find_bidang(item, fit.candidate))
            candidates.append(ReviewCandidate(kode, entry.nama, entry.edition, fit.likeness))
        above = self._above(item)
        self._questions.append(
            ReviewRow(
                item_id=item.item_id,
                document_id=item.document_id,
                table_id=item.table_id,
                page=item.page,
                level=item.level,
                name=item.name,
                kode_printed=item.kode_printed,
                parent_kode=(above.kode if above is not None else None)
                or self._code_above(item),
                reason=reason,
                candidates=tuple(candidates),
            )
        )
