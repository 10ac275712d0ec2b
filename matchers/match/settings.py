"""Weights and thresholds of matching names to codes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the features of a match in the log odds that it is right.

    Fitted to the labelled set (``python -m bench matching --fit``), rounded; those of
    ``code_other``, ``level_off`` and ``unknown``, rare in the set, are set by hand, on the
    safe side. Each attribute is the weight of the feature of its name (see
    ``sidak.matchers.match.scoring.list_features``).
    """

    constant: float = 0.6
    exact: float = 0.4
    complete: float = 1.5
    unlikeness: float = -0.2
    conflicting: float = -6.6
    unknown: float = -0.2
    missing: float = 0.0
    code_same: float = 2.2
    code_sibling: float = 0.4
    code_other: float = -0.8
    margin: float = 0.9
    parent: float = -0.2
    parent_off: float = -1.8
    children: float = -0.6
    own_bidang: float = -0.3
    other_edition: float = -2.1
    level_off: float = -2.5
    single_word: float = -0.3


@dataclass(frozen=True, slots=True)
class MatchSettings:
    """Weights and thresholds of the matching.

    "Likeness" is 0 to 1 unless said otherwise, "weight" is in the measure in which the tree
    adds up candidates and links. Chosen by hand and held by the labelled set
    (``python -m bench matching``) unless said otherwise.

    Attributes:
        names_per_query: Official names looked up for one printed name.
        least_similarity: Least similarity (0 to 100) of an official name that is looked up.
        enough_similarity: Similarity (0 to 100) from which on the words are not compared
            sorted as well.
        sorted_words_factor: What a similarity of sorted words counts of one in order.
        least_likeness: Least likeness of a candidate.
        likeness_weight: Weight lost from likeness 1 to likeness 0.
        conflicting_weight: Cost of a word of another official name.
        unknown_weight: Cost of a word of no official name.
        missing_weight: Cost of a word of the official name that is not printed.
        most_words: Words of each kind that are counted at most.
        same_code_weight: Gain if the printed code is the candidate's.
        sibling_code_weight: Gain if it is another one under the same parent.
        own_agency_weight: Gain if the candidate belongs to the agency.
        other_edition_weight: Cost of not being in the document's edition.
        other_era_weight: Cost of being of an edition that was not in force yet, or of the
            era before codes changed their meaning.
        transition_weight: The same in a document that may follow the first edition: little
            enough to make two codes of one name a question.
        level_off_weight: Cost of being of another level than the line.
        no_match_weight: Weight of a line without any code.
        link_weight: Gain if a line's candidate stands below that of the line above; half of
            it if no edition has both.
        no_link_weight: Weight if it does not.
        calibration: Weights of the probability that a match is right; fitted.
        auto_probability: Least probability of a match that needs no person.
        learned_certainty: Probability, 0 to 1, that a line learned from reports is right, by
            the number of documents that print it (one, two, three and more); the score of a
            match to it is multiplied by it. (right + 1) / (all + 2) of the pairs that reports
            print, held against real lists (docs/matching.md).
        review_probability: Least probability of a match that is shown at all.
        same_code_likeness: Least likeness where the printed code agrees.
        other_code_likeness: Least likeness where the printed code is another one.
        exact_likeness: Likeness from which on two names are the same.
        likeness_tolerance: Difference in likeness under which two names are as alike.
        meant_likeness: Likeness from which on a name may be meant by its printed code.
        own_programme_likeness: Likeness from which on a name may be one of the agency's own.
        least_margin: Least lead over the next code, a line above or below agreeing.
        least_lone_margin: The same where none agrees.
        code_and_name_likeness: Likeness from which on a match is said to be by code and name.
        one_name_likeness: Likeness from which on two printed names are one, misspelt.
        legacy_likeness: Likeness of a name to that of its code that proves the code.
        legacy_proofs: Lines so proven that show that a table follows the nomenclature.
        edition_lead: Lead in matching names from which on another edition than the year's
            is used.
        edition_lead_share: The same as a share of the document's lines; the larger counts.
        agreeing_code_fit: What a name counts for an edition if its printed code agrees.
        other_code_fit: What it counts if the printed code is another one.
        bidang_agreement: Share of the codes that must name one bidang as the agency's own.
        enough_codes: Codes from which on they tell a bidang.
        whole_name_letters: Letters of an official name from which on it is looked for inside
            a longer text; shorter ones are found in many a sentence.
        bidang_share: Share of the codes from which on a bidang counts as the document's.
        most_bidang: Bidang that one agency has at most.
    """

    names_per_query: int = 8
    least_similarity: float = 55.0
    enough_similarity: float = 88.0
    sorted_words_factor: float = 0.97
    least_likeness: float = 0.3
    likeness_weight: float = 14.0
    conflicting_weight: float = 1.2
    unknown_weight: float = 0.4
    missing_weight: float = 0.6
    most_words: int = 4
    same_code_weight: float = 3.0
    sibling_code_weight: float = 0.8
    own_agency_weight: float = 0.8
    other_edition_weight: float = 1.0
    other_era_weight: float = 2.0
    transition_weight: float = 0.4
    level_off_weight: float = 4.0
    no_match_weight: float = -4.0
    link_weight: float = 2.5
    no_link_weight: float = -1.5
    calibration: Calibration = Calibration()
    auto_probability: float = 0.96
    learned_certainty: tuple[float, ...] = (0.9, 0.97, 0.98)
    review_probability: float = 0.03
    same_code_likeness: float = 0.65
    other_code_likeness: float = 0.97
    exact_likeness: float = 0.9999
    likeness_tolerance: float = 0.01
    meant_likeness: float = 0.85
    own_programme_likeness: float = 0.8
    least_margin: float = 0.5
    least_lone_margin: float = 1.5
    code_and_name_likeness: float = 0.6
    one_name_likeness: float = 0.85
    legacy_likeness: float = 0.8
    legacy_proofs: int = 2
    edition_lead: float = 2.0
    edition_lead_share: float = 0.05
    agreeing_code_fit: float = 2.0
    other_code_fit: float = 0.5
    bidang_agreement: float = 0.8
    enough_codes: int = 3
    whole_name_letters: int = 20
    bidang_share: float = 0.1
    most_bidang: int = 4


SETTINGS = MatchSettings()
