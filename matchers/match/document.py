"""Items to codes: the whole of a document matched to the nomenclature."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from sidak.matchers.match.candidates import CandidateIndex, CodeCandidate, merge_candidates
from sidak.matchers.match.decisions import (
    CodeDecision,
    find_decision,
    find_done_parent,
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
    REVIEW_PROBABILITY,
    Assignment,
    CandidateFit,
    CodeRelation,
    ProgrammeLine,
    estimate_probability,
    estimate_runner_up,
    explain_doubt,
    is_certain,
    score_candidate,
)
from sidak.matchers.match.tree import TreeNode, assign_codes
from sidak.matchers.names.likeness import normalise_name
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
from sidak.schemas.nomenclature import NomenclatureEntry

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
        self.facts = facts
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
        self.bidangs = find_document_bidang(facts, readings)
        self.own_bidang = find_own_bidang(facts, readings) or guess_own_bidang(
            self.lines.values(), self.index
        )
        self.parents = {
            table.table_id: find_parents(table, self.lines) for table in self.tables
        }
        self.legacy = find_legacy_items(self.tables, self.lines, self.index, self.year)
        in_tree = [line for key, line in self.lines.items() if key not in self.legacy]
        self.choice: EditionChoice = choose_by_fit(
            in_tree, self.index, nomenclature, self.year, edition
        )
        self.edition = self.choice.edition.edition if self.choice.edition else None
        self.is_transition = may_follow_first(self.choice, self.year)
        self.by_name = self._find_candidates_by_name()
        self.fits: dict[tuple[str, str | None, Level, tuple[str, bool]], CandidateFit] = {}

    def _make_line(self, item: Item) -> ProgrammeLine:
        name = clean_name(item.name, self.nomenclature.raw_vocabulary)
        return ProgrammeLine(item.level, normalise_name(name), self.readings.get(item.item_id))

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
        matched, findings, review = [], [], []
        for table in self.tables:
            done, found, asked = self._match_table(table)
            matched.append(done)
            findings.extend(found)
            review.extend(asked)
        document_id = next((i.document_id for t in self.tables for i in t.items), "")
        if self.choice.is_hint and self.lines:
            findings.append(report_edition_hint(document_id, self.choice, self.year))
        if any(key not in self.legacy for key in self.lines):
            findings.extend(report_missing_edition(document_id, self.choice, self.year))
        return MatchResult(tuple(matched), tuple(findings), tuple(review), self.edition)

    @cached_property
    def outcomes(self) -> Mapping[str, Assignment]:
        """All programme lines of the document, decided together; legacy ones left out."""
        tight = {key: item for found in self.parents.values() for key, item in found.items()}
        loose = find_parents_in_table_before(self.tables, self.lines, tight)
        nodes = []
        for table in self.tables:
            for item in sort_parents_first(table, self.parents[table.table_id]):
                key = item.item_id
                if key in self.lines and key not in self.legacy:
                    above = tight.get(key) or loose.get(key)
                    is_loose = key not in tight
                    parent = above.item_id if above is not None else None
                    nodes.append(TreeNode(key, parent, self._score_candidates(item), is_loose))
        return assign_codes(nodes)

    def _match_table(
        self, table: TypedTable
    ) -> tuple[TypedTable, list[Finding], list[ReviewRow]]:
        parents = self.parents[table.table_id]
        outcomes = self.outcomes
        done: dict[str, Item] = {}
        findings: list[Finding] = []
        review: list[ReviewRow] = []
        for item in table.items:
            outcome = outcomes.get(item.item_id)
            if item.item_id in self.legacy:
                done[item.item_id] = replace(item, match_status=MatchStatus.LEGACY)
            elif outcome is None:
                done[item.item_id] = replace(item, match_status=MatchStatus.NOT_APPLICABLE)
            else:
                parent = (
                    outcomes.get(parents[item.item_id].item_id)
                    if (item.item_id in parents)
                    else None
                )
                above = parent.best.option.kode if parent and parent.best else ""
                matched, question = self._decide_item(item, outcome, above, parents, done)
                done[item.item_id] = matched
                if question is not None:
                    review.append(question)
                if matched.match_status is MatchStatus.AUTO:
                    findings.extend(self._report_conflict(matched, outcome))
        items = tuple(done[item.item_id] for item in table.items)
        in_tree = [item for item in items if item.item_id not in self.legacy]
        findings.extend(report_parent_conflicts(in_tree, self.lines, parents))
        findings.extend(report_reused_codes(in_tree, self.lines))
        old = [item for item in items if item.match_status is MatchStatus.LEGACY]
        if old:
            findings.append(report_legacy_codes(table, old))
        figures = tuple(assign_code_to_figure(figure, done) for figure in table.figures)
        return replace(table, items=items, figures=figures), findings, review

    def _score_candidates(self, item: Item) -> tuple[CandidateFit, ...]:
        line = self.lines[item.item_id]
        named = self.by_name[line.level].get(line.name, ())
        coded = self.index.by_code.get(line.printed, ()) if line.printed else ()
        elsewhere = self.index.find_elsewhere(line.level, line.name)
        options = merge_candidates(named, coded, elsewhere)
        fits = [self._fit(line, option) for option in options]
        return tuple(fit for fit in fits if fit.likeness >= 0.3 or not line.name)

    def _fit(self, line: ProgrammeLine, option: CodeCandidate) -> CandidateFit:
        key = (line.name, line.printed, line.level, option.key)
        if key not in self.fits:
            self.fits[key] = score_candidate(
                line,
                option,
                self.index,
                edition=self.choice.edition,
                bidangs=self.bidangs,
                year=self.year,
                is_transition=self.is_transition,
            )
        return self.fits[key]

    def _entry(self, fit: CandidateFit) -> NomenclatureEntry:
        """Return the entry to publish for a fit."""
        index = self.index
        return fit.option.entry_for(self.edition, fit.entry, index.common, index.vocabulary)

    def _decide_item(
        self,
        item: Item,
        outcome: Assignment,
        above: str,
        parents: Mapping[str, Item],
        done: Mapping[str, Item],
    ) -> tuple[Item, ReviewRow | None]:
        """Write an outcome into the item; a doubtful one makes a question."""
        line = self.lines[item.item_id]
        known = find_done_parent(item, parents, done)
        decision = find_decision(self.decisions, item, above, known)
        if decision is not None:
            return self._apply_decision(item, decision, parents, done), None
        best = outcome.best
        probability = estimate_probability(line, outcome)
        if best is None or probability < REVIEW_PROBABILITY:
            shown = outcome.ranked[:_SHOWN]
            reason = Doubt(DoubtKind.NO_SIMILAR_NAME)
            question = self._make_review_row(item, reason, above, shown, parents, done)
            return replace(item, match_status=MatchStatus.UNMATCHED), question
        entry = self._entry(best)
        bidang = self._find_bidang(item, best.option, parents, done)
        runner = outcome.runner_up
        matched = replace(
            item,
            kode=fill_placeholder_code(entry, bidang),
            kode_name=entry.nama,
            edition=entry.edition,
            match_status=MatchStatus.AUTO,
            match_method=describe_method(best, outcome),
            score=round(probability, 4),
        )
        if runner is not None:
            second = self._entry(runner)
            rival = estimate_runner_up(line, outcome, probability)
            matched = replace(
                matched,
                runner_up_kode=fill_placeholder_code(second, bidang),
                runner_up_score=round(rival, 4),
            )
        if is_certain(line, outcome, probability):
            return matched, None
        matched = replace(matched, match_status=MatchStatus.REVIEW)
        reason = explain_doubt(best, outcome)
        return matched, self._make_review_row(
            item, reason, above, outcome.ranked[:_SHOWN], parents, done
        )

    def _apply_decision(
        self,
        item: Item,
        decision: CodeDecision,
        parents: Mapping[str, Item],
        done: Mapping[str, Item],
    ) -> Item:
        if not decision.kode:
            return replace(
                item, match_status=MatchStatus.DECIDED, match_method="decision", score=1.0
            )
        options = self.index.by_code.get(fold_kode(decision.kode), ())
        kode, name, edition = decision.kode, None, None
        if options:
            line = self.lines[item.item_id]
            fit = max((self._fit(line, option) for option in options), key=lambda f: f.weight)
            entry = self._entry(fit)
            kode = fill_placeholder_code(
                entry, self._find_bidang(item, fit.option, parents, done)
            )
            name, edition = entry.nama, entry.edition
        return replace(
            item,
            kode=kode,
            kode_name=name,
            edition=edition,
            match_status=MatchStatus.DECIDED,
            match_method="decision",
            score=1.0,
        )

    def _find_bidang(
        self,
        item: Item,
        option: CodeCandidate,
        parents: Mapping[str, Item],
        done: Mapping[str, Item],
    ) -> str | None:
        """Return the bidang that stands in place of X.XX: printed here or above, or known."""
        if not option.kode.startswith("X."):
            return None
        place: Item | None = item
        while place is not None:
            line = self.lines.get(place.item_id)
            printed = line.reading.kode if line is not None and line.reading else None
            if printed is not None and not printed.startswith("X"):
                parts = printed.split(".")
                is_generic = parts[2:3] == ["01"] and line is not None
                is_same = line is not None and (
                    line.printed == option.kode or place is not item
                )
                if (is_generic and is_same) or len(parts) == 2:
                    return ".".join(parts[:2])
            place = parents.get(place.item_id)
            above = done.get(place.item_id) if place is not None else None
            if above is not None and above.match_status in ACCEPTED and above.kode:
                if above.level is Level.BIDANG:
                    return above.kode
                if above.kode.split(".")[2:3] == ["01"] and not above.kode.startswith("X"):
                    return above.kode[:4]
        return self.own_bidang

    def _report_conflict(self, item: Item, outcome: Assignment) -> list[Finding]:
        line = self.lines[item.item_id]
        best = outcome.best
        if best is None or best.code in (CodeRelation.NONE, CodeRelation.SAME):
            return []
        options = self.index.by_code.get(line.printed or "", ())
        entries = [entry for option in options for entry in option.entries]
        own = [entry for entry in entries if entry.edition == self.edition]
        name = next((entry.nama for entry in [*own, *entries]), None)
        return [report_name_conflict(item, line, name)]

    def _make_review_row(
        self,
        item: Item,
        reason: Doubt,
        above: str,
        ranked: Sequence[tuple[CandidateFit, float]],
        parents: Mapping[str, Item],
        done: Mapping[str, Item],
    ) -> ReviewRow:
        candidates = []
        for fit, _weight in ranked:
            entry = self._entry(fit)
            bidang = self._find_bidang(item, fit.option, parents, done)
            candidates.append(
                ReviewCandidate(
                    fill_placeholder_code(entry, bidang),
                    entry.nama,
                    entry.edition,
                    fit.likeness,
                )
            )
        known = find_done_parent(item, parents, done)
        return ReviewRow(
            item_id=item.item_id,
            document_id=item.document_id,
            table_id=item.table_id,
            page=item.page,
            level=item.level,
            name=item.name,
            kode_printed=item.kode_printed,
            parent_kode=(known.kode if known is not None else None) or above,
            reason=reason,
            candidates=tuple(candidates),
        )
