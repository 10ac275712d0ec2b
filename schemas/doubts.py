"""Why a reading may be wrong: every reason that sidak gives, once, in both languages.

A reason is a value (:class:`Doubt`): programs ask for its kind, people read its sentences.
A new reason is a new member of :class:`DoubtKind`, the catalogue; what the kind says of the
report (see :class:`ReportFault`) stands beside its sentences.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from sidak.schemas.vocabularies import LANGUAGES


class ReportFault(StrEnum):
    """What is wrong with the print of a number, the plainest fault first."""

    MIXED_SEPARATORS = "mixed_separators"
    EQUAL_SEPARATORS = "equal_separators"
    UNEVEN_GROUPS = "uneven_groups"
    SCIENTIFIC_NOTATION = "scientific_notation"
    LOST_DIGITS = "lost_digits"
    LOST_DECIMAL_SEPARATOR = "lost_decimal_separator"
    SPREADSHEET_ERROR = "spreadsheet_error"
    LOST_FIRST_DIGITS = "lost_first_digits"


class _Mark(StrEnum):
    """What a kind of reason is beside a sentence."""

    MISPLACED = "misplaced"  # the number may be cut, or belong to another cell
    INTRODUCTION = "introduction"  # what follows goes on in the same sentence
    SUFFIX = "suffix"  # it goes on with the sentence before


class DoubtKind(StrEnum):
    """Kind of a reason; those of figures are published as ``figures.reason_codes``.

    A member is its code, its Indonesian and its English sentence, with the fields of the
    detail as ``{0}``, ``{1}``, and what it says of the report, if it does.

    Attributes:
        indonesian: The sentence in Indonesian.
        english: The sentence in English.
        fault: The fault of the report that shows in it; ``None`` if it shows none.
        is_misplaced: Whether the number may be cut, or belong to another cell.
        is_introduction: Whether the next reason goes on in the same sentence.
        is_suffix: Whether it goes on in the sentence of the reason before.
    """

    _value_: str
    indonesian: str
    english: str
    fault: ReportFault | None
    is_misplaced: bool
    is_introduction: bool
    is_suffix: bool

    def __new__(
        cls, code: str, indonesian: str, english: str, mark: ReportFault | _Mark | None = None
    ) -> Self:
        """Make a member of its code, its sentences and what else it is."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.indonesian = indonesian
        member.english = english
        member.fault = mark if isinstance(mark, ReportFault) else None
        member.is_misplaced = mark is _Mark.MISPLACED
        member.is_introduction = mark is _Mark.INTRODUCTION
        member.is_suffix = mark is _Mark.SUFFIX
        return member

    def sentence(self, lang: str) -> str:
        """Return the sentence in a language, its fields open."""
        return self.english if lang == "en" else self.indonesian

    # Numbers: how the digits and separators of one number stand
    LONE_SEPARATOR = (
        "lone_separator",
        "tanda pemisah tunggal: ribuan atau desimal",
        "a single separator: thousands or decimals",
    )
    MIXED_SEPARATORS_THREE = (
        "mixed_separators_three",
        "titik dan koma bercampur: ribuan atau tiga desimal",
        "dots and commas mixed: thousands or three decimals",
        ReportFault.MIXED_SEPARATORS,
    )
    MIXED_THOUSANDS_SEPARATORS = (
        "mixed_thousands_separators",
        "titik dan koma bercampur sebagai pemisah ribuan",
        "dots and commas mixed as thousands separators",
        ReportFault.MIXED_SEPARATORS,
    )
    MIXED_SEPARATORS_UNEVEN = (
        "mixed_separators_uneven",
        "titik dan koma bercampur, kelompok tidak utuh",
        "dots and commas mixed, groups incomplete",
        ReportFault.MIXED_SEPARATORS,
    )
    MIXED_SEPARATORS_IN_COLUMN = (
        "mixed_separators_in_column",
        "kolom bercampur titik dan koma: desimal atau ribuan yang terpotong",
        "a column with dots and commas mixed: decimals, or thousands cut off",
        _Mark.MISPLACED,
    )
    EQUAL_SEPARATORS = (
        "equal_separators",
        "tanda ribuan dan desimal sama",
        "the same separator for thousands and decimals",
        ReportFault.EQUAL_SEPARATORS,
    )
    UNEVEN_GROUPS = (
        "uneven_groups",
        "kelompok angka tidak bertiga-tiga",
        "groups that are not of three digits",
        ReportFault.UNEVEN_GROUPS,
    )
    SPACE_IN_NUMBER = (
        "space_in_number",
        "ada spasi di dalam angka: satu atau dua bilangan",
        "a space inside the number: one number or two",
        _Mark.MISPLACED,
    )
    SPACED_DIGITS = (
        "spaced_digits",
        "angka terpisah spasi tanpa tanda ribuan: satu atau beberapa bilangan",
        "digits apart without thousands separators: one number or several",
        _Mark.MISPLACED,
    )
    DECIMALS_IN_RUPIAH = (
        "decimals_in_rupiah",
        "desimal pada rupiah: mungkin ada angka yang hilang",
        "decimals in rupiah: digits may be missing",
        ReportFault.LOST_DIGITS,
    )
    SEPARATOR_AGAINST_COLUMN = (
        "separator_against_column",
        "tanda ini memisahkan ribuan di kolom ini: mungkin ada angka yang hilang",
        "this separator parts thousands in this column: digits may be missing",
        ReportFault.LOST_DIGITS,
    )
    AMBIGUOUS_BRACKETS = (
        "ambiguous_brackets",
        "angka dalam kurung: negatif atau keterangan",
        "a number in brackets: negative or a remark",
    )
    TOO_MANY_DIGITS = (
        "too_many_digits",
        "terlalu panjang untuk satu bilangan",
        "too long for one number",
    )
    LEADING_ZERO = ("leading_zero", "diawali angka nol", "begins with a zero")
    NO_DIGIT_BEFORE_DECIMALS = (
        "no_digit_before_decimals",
        "angka di depan tanda desimal tidak tercetak",
        "no digit printed before the decimal separator",
        ReportFault.LOST_FIRST_DIGITS,
    )
    NO_DIGIT_BEFORE_SEPARATOR = (
        "no_digit_before_separator",
        "angka di depan tanda pemisah tidak tercetak",
        "no digit printed before a separator",
        ReportFault.LOST_FIRST_DIGITS,
    )
    SCIENTIFIC_NOTATION = (
        "scientific_notation",
        "notasi ilmiah lembar kerja: angka belakang hilang",
        "scientific notation of a spreadsheet: the last digits are lost",
        ReportFault.SCIENTIFIC_NOTATION,
    )
    ENDS_IN_HYPHEN = (
        "ends_in_hyphen",
        "berakhir dengan tanda hubung, mungkin terpotong",
        "ends in a hyphen, may be cut off",
        _Mark.MISPLACED,
    )
    ENDS_IN_SEPARATOR = (
        "ends_in_separator",
        "berakhir dengan tanda pemisah, mungkin terpotong",
        "ends in a separator, may be cut off",
        _Mark.MISPLACED,
    )
    UNCLOSED_BRACKET = (
        "unclosed_bracket",
        "kurung tidak lengkap, mungkin terpotong",
        "a bracket is missing, may be cut off",
        _Mark.MISPLACED,
    )
    LEADING_HYPHEN = (
        "leading_hyphen",
        "tanda hubung di depan: minus atau penanda butir",
        "a hyphen in front: minus or a bullet",
    )

    # Numbers: what else a cell of a figure column may hold
    SEVERAL_NUMBERS = (
        "several_numbers",
        "lebih dari satu bilangan dalam satu sel",
        "more than one number in one cell",
    )
    NUMBER_IN_REMARK = (
        "number_in_remark",
        "ada bilangan lain dalam kurung",
        "another number in brackets",
    )
    NOT_ONE_NUMBER = ("not_one_number", "teks, bukan satu angka", "text, not one number")
    UNIT_ALONE = ("unit_alone", "hanya satuan, tanpa angka", "a unit alone, no number")
    SPREADSHEET_ERROR = (
        "spreadsheet_error",
        "galat lembar kerja tercetak di tempat angka",
        "an error of a spreadsheet printed in place of the number",
        ReportFault.SPREADSHEET_ERROR,
    )
    NOT_AVAILABLE = (
        "not_available",
        "laporan menulis data tidak tersedia",
        "the report says that there are no data",
    )
    NIL_MARK = (
        "nil_mark",
        "tanda strip atau NIHIL dicetak sebagai pengganti nol",
        "a dash or NIHIL is printed in place of zero",
    )
    LOWER_BOUND = ("lower_bound", "batas bawah suatu rentang", "the lower end of a range")
    UPPER_BOUND = ("upper_bound", "batas atas suatu rentang", "the upper end of a range")
    BOUND = ("bound", "batas nilai, bukan satu angka", "a bound, not one number")
    LIST_NUMBER = (
        "list_number",
        "penomoran, bukan angka",
        "the number of a list item, not a figure",
    )
    REMARK_IN_BRACKETS = (
        "remark_in_brackets",
        "keterangan dalam kurung",
        "a remark in brackets",
    )
    LETTERS_AMONG_DIGITS = (
        "letters_among_digits",
        "huruf di antara angka, salah baca",
        "letters among digits, misread",
    )
    UNMAPPED_CHARACTERS = (
        "unmapped_characters",
        "huruf tanpa arti (peta Unicode tidak ada)",
        "characters without meaning (no Unicode map)",
    )
    UNINTERPRETABLE_DIGITS = (
        "uninterpretable_digits",
        "deretan angka tidak dapat ditafsirkan",
        "digits that make no number",
    )
    NOT_READ = ("not_read", "angka tidak terbaca", "the number could not be read")
    TOO_EXACT = (
        "too_exact",
        "Angka terlalu panjang untuk disimpan tanpa pembulatan",
        "The number is too long to be kept without rounding",
    )
    NOT_CERTAIN = (
        "not_certain",
        "Angka belum dapat dipastikan",
        "The number is not certain yet",
    )

    # Numbers: against the rest of their column
    TOO_SMALL_FOR_RUPIAH = (
        "too_small_for_rupiah",
        "terlalu kecil di kolom rupiah ini: mungkin terpotong",
        "too small for this column of rupiah: may be cut off",
        _Mark.MISPLACED,
    )
    UNIT_NOT_RUPIAH = (
        "unit_not_rupiah",
        "satuan di sel bukan rupiah",
        "the unit in the cell is not rupiah",
    )
    TOO_LARGE_FOR_PERCENT = (
        "too_large_for_percent",
        "terlalu besar untuk persen: mungkin tanda desimal hilang",
        "too large for a percentage: the decimal separator may be missing",
        ReportFault.LOST_DECIMAL_SEPARATOR,
    )
    FRACTION_OF_WHOLE_UNIT = (
        "fraction_of_whole_unit",
        "pecahan pada satuan yang dihitung utuh",
        "a fraction of a unit that is counted whole",
    )
    MERGED_OVER_COLUMNS = (
        "merged_over_columns",
        "sel gabungan: angka berdiri di bawah lebih dari satu kolom",
        "a merged cell: the number stands below more than one column",
    )

    # Numbers in words
    NOT_NUMBER_WORDS = ("not_number_words", "bukan kata bilangan: {0}", "not number words: {0}")
    NO_NUMBER_WORDS = ("no_number_words", "tidak ada kata bilangan", "no number words")
    SPELLING_MENDED = ("spelling_mended", "ejaan diperbaiki: {0}", "spelling mended: {0}")
    WORDS_NOT_CLOSED = (
        "words_not_closed",
        "tidak ditutup kata rupiah, mungkin terpotong",
        "not closed by the word rupiah, may be cut off",
    )
    NO_WORDS_BEFORE_DECIMALS = (
        "no_words_before_decimals",
        "tidak ada bilangan sebelum koma",
        "no number before the decimals",
    )
    NO_WORDS_AFTER_DECIMALS = (
        "no_words_after_decimals",
        "tidak ada bilangan setelah koma",
        "no number after the decimal separator",
    )
    NO_WORDS_BEFORE = (
        "no_words_before",
        "tidak ada bilangan sebelum {0}",
        "no number before {0}",
    )
    UNUSUAL_WORD_ORDER = (
        "unusual_word_order",
        "urutan bilangan tidak lazim pada {0}",
        "unusual order of number words at {0}",
    )
    WORD_MISSING_OR_REPEATED = (
        "word_missing_or_repeated",
        "kata bilangan hilang atau berlebih sebelum {0}",
        "a number word is missing or repeated before {0}",
    )
    TENS_WORD_MISSING = (
        "tens_word_missing",
        "kata puluh atau ratus hilang sebelum {0}",
        "the word for tens or hundreds is missing before {0}",
    )
    WORD_AFTER_TEENS = (
        "word_after_teens",
        "kata bilangan berlebih setelah belas",
        "a number word too many after the teens",
    )
    WORDS_CUT = ("words_cut", "kata bilangan terpotong", "number words cut off")

    # Codes
    NOT_A_CODE = ("not_a_code", "bukan kode", "not a code")
    UNKNOWN_CODE = ("unknown_code", "bukan kode yang dikenal", "not a known code")
    UNIT_CODE = ("unit_code", "kode unit organisasi", "the code of an organisational unit")
    ACCOUNT_CODE = ("account_code", "kode rekening", "the code of an account")
    LEGACY_CODE = (
        "legacy_code",
        "kode sebelum Permendagri 90/2019",
        "a code from before Permendagri 90/2019",
    )
    CODE_CUT = (
        "code_cut",
        "kode terpotong setelah kewenangan",
        "the code is cut off after the authority",
    )
    CODE_SPACES_AMBIGUOUS = (
        "code_spaces_ambiguous",
        "spasi di dalam kode dapat dibaca dua cara",
        "spaces inside the code can be read in two ways",
    )
    CODE_SPACES_REMOVED = (
        "code_spaces_removed",
        "spasi di dalam kode dihapus",
        "spaces inside the code removed",
    )
    CODE_SHORT_FORM = (
        "code_short_form",
        "bentuk pendek, nol di depan ditambahkan",
        "a short form, leading zeros added",
    )
    CODE_SHORT_OR_ACCOUNT = (
        "code_short_or_account",
        "bentuk pendek; dapat juga kode rekening",
        "a short form; may also be the code of an account",
    )
    CODE_THREE_DIGITS = (
        "code_three_digits",
        "angka terakhir tiga digit, nol di depan dibuang",
        "three digits at the end, the leading zero dropped",
    )
    CODE_TIDIED = ("code_tidied", "penulisan kode dirapikan", "the writing of the code tidied")

    # Matching of names and codes
    NO_SIMILAR_NAME = (
        "no_similar_name",
        "tidak ada nama yang cukup mirip dalam nomenklatur",
        "no name in the nomenclature is like enough",
    )
    LIST_LINE_DOUBTED = (
        "list_line_doubted",
        "baris daftar nomenklatur meragukan: {0}",
        "the line of the nomenclature list is in doubt: {0}",
    )
    NAME_AT_OTHER_LEVEL = (
        "name_at_other_level",
        "nama itu ada pada tingkat lain",
        "the name stands at another level",
    )
    ONLY_CODE_FITS = (
        "only_code_fits",
        "hanya kodenya yang cocok, namanya lain",
        "only the code fits, the name is another",
    )
    NAME_DIFFERS_IN_MEANING = (
        "name_differs_in_meaning",
        "nama berbeda dalam kata yang berarti",
        "the name differs in words that matter",
    )
    CODE_AND_NAME_DISAGREE = (
        "code_and_name_disagree",
        "kode tercetak dan nama tidak sejalan",
        "the printed code and the name disagree",
    )
    NAME_UNDER_OTHER_PARENT = (
        "name_under_other_parent",
        "nama itu bukan di bawah induk yang tercetak",
        "the name does not stand below the printed parent",
    )
    SEVERAL_CODES_FIT = (
        "several_codes_fit",
        "lebih dari satu kode cocok",
        "more than one code fits",
    )
    NAME_ONLY_SIMILAR = ("name_only_similar", "nama hanya mirip", "the name is only similar")
    NO_CODE_FITS = ("no_code_fits", "Tidak ada kode yang cocok", "No code fits")
    CODE_NOT_CERTAIN = ("code_not_certain", "Kode belum pasti", "The code is not certain yet")

    # Cells of born-digital pages
    LOST_CHARACTERS = (
        "lost_characters",
        "karakter di dalam bingkai tabel tidak seluruhnya terbaca",
        "not all characters inside the frame of the table were read",
    )
    OVERFLOWS_ROW = (
        "overflows_row",
        "angka mungkin bersambung ke baris di bawahnya",
        "the number may go on in the row below",
    )
    AT_PAGE_EDGE = (
        "at_page_edge",
        "angka di tepi halaman, mungkin terpotong",
        "a number at the edge of the page, may be cut off",
        _Mark.MISPLACED,
    )
    PARTLY_UNSEEN = (
        "partly_unseen",
        "sebagian angka tertutup atau tidak terlihat di halaman",
        "part of the number is covered or cannot be seen on the page",
        _Mark.MISPLACED,
    )
    STRUCK_OUT = ("struck_out", "angka dicoret", "the number is struck out")
    OVERPRINTED = (
        "overprinted",
        "angka tertimpa angka lain",
        "another number is printed over the number",
        _Mark.MISPLACED,
    )
    CUT_BY_PAGE_BREAK = (
        "cut_by_page_break",
        "angka mungkin terpotong oleh pergantian halaman",
        "the number may be cut by a page break",
        _Mark.MISPLACED,
    )
    BESIDE_LOST_PAGE = (
        "beside_lost_page",
        "halaman di sebelahnya tidak terbaca utuh; nama atau angka baris ini mungkin terpotong",
        "the page beside is not whole; the name or a number of this row may be cut",
        _Mark.MISPLACED,
    )
    COLUMN_WIDTHS_CHANGED = (
        "column_widths_changed",
        "lebar kolom berubah di halaman ini, kolom angka tidak pasti",
        "columns change their widths on this page, the number's column is not certain",
    )
    CROSSES_BORDER = (
        "crosses_border",
        "angka melintasi garis sel: {0}",
        "a number across the border of a cell: {0}",
    )
    ONE_BESIDE_SEVERAL_ROWS = (
        "one_beside_several_rows",
        "satu angka di samping beberapa baris",
        "one number beside several rows",
    )
    NO_NAME_COLUMN = (
        "no_name_column",
        "kolom nama tidak ada di halaman ini",
        "the column of names is not on this page",
    )
    SECOND_READER_DIFFERS = (
        "second_reader_differs",
        "pembaca kedua membaca lain",
        "the second reader reads something else",
    )

    # Cells of text dumps
    NO_COLUMN_HEADER = (
        "no_column_header",
        "kolom tanpa kepala",
        "a column without a header",
        _Mark.MISPLACED,
    )
    ROW_SHIFTED_BEYOND_HEADER = (
        "row_shifted_beyond_header",
        "baris bergeser: ada angka di luar kepala tabel",
        "the row has shifted: numbers beyond the header",
        _Mark.MISPLACED,
    )
    ROW_SHIFTED_WORDS = (
        "row_shifted_words",
        "baris bergeser: ada kata di kolom angka",
        "the row has shifted: words in a column of numbers",
        _Mark.MISPLACED,
    )
    ROW_SHIFTED_NUMBER = (
        "row_shifted_number",
        "baris bergeser: ada angka di kolom kata",
        "the row has shifted: a number in a column of words",
        _Mark.MISPLACED,
    )
    NO_AMOUNT_AMONG_AMOUNTS = (
        "no_amount_among_amounts",
        "bukan jumlah uang di kolom jumlah uang",
        "no amount of money in a column of amounts",
    )
    UNIT_AMONG_AMOUNTS = (
        "unit_among_amounts",
        "angka bersatuan di kolom jumlah uang",
        "a number with a unit in a column of amounts",
    )
    AMOUNT_IN_OTHER_COLUMN = (
        "amount_in_other_column",
        "jumlah uang di kolom lain",
        "an amount of money in another column",
        _Mark.MISPLACED,
    )

    # Cells of scanned pages
    READINGS_DIFFER = (
        "readings_differ",
        "dua pembacaan berbeda: {0}",
        "two readings differ: {0}",
    )
    WORDS_UNSURE = (
        "words_unsure",
        "kata yang tidak jelas pada gambar: {0}",
        "words that the picture does not show clearly: {0}",
    )
    WORDS_UNKNOWN = (
        "words_unknown",
        "kata yang tidak dikenal, mungkin salah baca: {0}",
        "words that are not known, perhaps misread: {0}",
    )
    ONE_READING = (
        "one_reading",
        "hanya satu pembacaan, belum dikuatkan pembacaan lain: {0}",
        "one reading alone, which no other confirms: {0}",
    )
    GLYPHS_DIFFER = (
        "glyphs_differ",
        "bentuk angka tidak cocok dengan bacaannya: {0}",
        "the shapes of the digits do not fit the reading: {0}",
    )
    SHORT_NUMBER_UNCONFIRMED = (
        "short_number_unconfirmed",
        "angka pendek yang tidak dikuatkan bentuknya: {0}",
        "a short number that its shapes do not confirm: {0}",
    )
    LOW_OCR_CONFIDENCE = (
        "low_ocr_confidence",
        "angka yang terbaca dengan ragu: {0}",
        "a number read with little confidence: {0}",
    )
    SEPARATORS_DIFFER = (
        "separators_differ",
        "titik atau koma pada gambar tidak sama dengan bacaannya: {0}",
        "dots or commas in the picture are not those of the reading: {0}",
    )
    TOO_SMALL_TO_READ = (
        "too_small_to_read",
        "angka terlalu kecil untuk dipastikan: {0}",
        "the digits are too small to be certain: {0}",
    )
    WIDTH_DIFFERS = (
        "width_differs",
        "lebar angka pada gambar tidak sama dengan bacaannya: {0}",
        "the width of the number in the picture does not fit the reading: {0}",
    )
    INK_NOT_READ = (
        "ink_not_read",
        "sebagian tinta tidak terbaca",
        "some of the ink was not read",
    )
    NOTHING_READ = ("nothing_read", "tinta yang tidak terbaca", "ink that could not be read")

    # Arithmetic
    REPAIRED = (
        "repaired",
        'diperbaiki menjadi {0}: terbaca "{1}"',
        'repaired to {0}: read as "{1}"',
    )
    FITS_ARITHMETIC = ("fits_arithmetic", "sesuai {0}", "by {1}")
    OTHER_READINGS_REJECTED = (
        "other_readings_rejected",
        "bacaan lain yang tidak sesuai hitungan: {0}",
        "other readings that do not fit the arithmetic: {1}",
    )
    CONFIRMED = ("confirmed", "dikuatkan oleh {0}", "confirmed by {1}")
    FORMERLY = ("formerly", "semula:", "before:", _Mark.INTRODUCTION)
    ARITHMETIC_ASKS_ANOTHER = (
        "arithmetic_asks_another",
        "semua bacaan sama, tetapi hitungan laporan meminta angka yang mirip",
        "all readings agree, but the report's arithmetic asks for a similar number",
    )
    READINGS_AND_ARITHMETIC_DIFFER = (
        "readings_and_arithmetic_differ",
        "bacaan berbeda dan hitungan laporan tidak cocok",
        "readings differ and the report's arithmetic does not hold",
    )
    NUMBERS_BY_ARITHMETIC = (
        "numbers_by_arithmetic",
        "kemungkinan menurut hitungan: {0}",
        "possible by the arithmetic: {1}",
    )

    # Decisions of people
    DECIDED = ("decided", "diputuskan oleh {0}", "decided by {0}")
    MEANING_DECIDED = (
        "meaning_decided",
        "arti diputuskan oleh {0}",
        "meaning decided by {0}",
    )
    DECLARED_UNREADABLE = (
        "declared_unreadable",
        "dinyatakan tidak terbaca oleh {0}",
        "declared unreadable by {0}",
    )

    # Notes on tables
    POSSIBLE_CONTINUATION = (
        "possible_continuation",
        "mungkin lanjutan tabel sebelumnya; kolom tidak dapat dipastikan",
        "perhaps the rest of the table before; its columns are not certain",
    )
    UNEQUAL_ROWS = (
        "unequal_rows",
        "baris tidak sama panjang ({0}-{1} kolom)",
        "rows of unequal length ({0}-{1} columns)",
    )
    REPEATED_HEADER_DROPPED = (
        "repeated_header_dropped",
        "judul kolom berulang di halaman {0} dilewati ({1} baris)",
        "repeated header on page {0} left out ({1} rows)",
    )
    COLUMNS_ALIGNED = (
        "columns_aligned",
        "blok {0}: {1} kolom disejajarkan ke {2} kolom",
        "block {0}: {1} columns aligned to {2} columns",
    )
    CUT_ROW_JOINED = (
        "cut_row_joined",
        "baris terpotong di awal halaman {0} disambung",
        "a row cut at the top of page {0} joined",
    )
    JOINED_SIDEWAYS = (
        "joined_sideways",
        "kolom di halaman {0} disambung ke samping",
        "columns of page {0} joined sideways",
    )
    NOT_CONSERVED = (
        "not_conserved",
        "konservasi: {0} karakter hilang, {1} berlebih",
        "completeness: {0} characters missing, {1} too many",
    )
    STACKED_TABLES_PARTED = (
        "stacked_tables_parted",
        "tabel bertumpuk dipisahkan menurut kepalanya",
        "stacked tables parted by their headers",
    )

    # Pages: frames that are no tables
    DIAGRAM = ("diagram", "bagan atau diagram, bukan tabel", "a chart or diagram, not a table")
    FRAME_OF_ONE_COLUMN = (
        "frame_of_one_column",
        "bingkai satu kolom (kotak teks), bukan tabel",
        "a frame of one column (a text box), not a table",
    )
    FRAME_OF_ONE_ROW = (
        "frame_of_one_row",
        "bingkai satu baris, bukan tabel",
        "a frame of one row, not a table",
    )
    EMPTY_FRAME = (
        "empty_frame",
        "bingkai tanpa isi, bukan tabel",
        "an empty frame, not a table",
    )
    TEXT_IN_ONE_COLUMN = (
        "text_in_one_column",
        "teks hanya dalam satu kolom, bukan tabel",
        "text in one column only, not a table",
    )

    # Pages: what speaks for a table
    RULINGS_ACROSS_AND_DOWN = (
        "rulings_across_and_down",
        "garis {0} mendatar dan {1} tegak",
        "{0} horizontal and {1} vertical lines",
    )
    RULINGS_DOWN = ("rulings_down", "garis {0} tegak", "{0} vertical lines")
    DOTTED_RULINGS = ("dotted_rulings", "garis titik-titik", "dotted lines")
    COLUMN_OF_AMOUNTS = (
        "column_of_amounts",
        "{0} angka rupiah sekolom",
        "{0} amounts of rupiah in a column",
    )
    RULINGS_AND_NUMBERS = (
        "rulings_and_numbers",
        "garis {0} mendatar dan {1} angka sekolom",
        "{0} horizontal lines and {1} numbers in a column",
    )
    SHADED_ROWS = ("shaded_rows", "{0} baris berlatar warna", "{0} shaded rows")
    COLUMN_OF_NUMBERS = ("column_of_numbers", "{0} angka sekolom", "{0} numbers in a column")
    CAPTION_AND_NUMBERS = (
        "caption_and_numbers",
        "judul tabel dan angka sekolom",
        "a table caption and numbers in a column",
    )

    # Pages: where their text comes from
    PICTURE_ALMOST_NO_TEXT = (
        "picture_almost_no_text",
        "gambar sehalaman, hampir tanpa tulisan",
        "a picture of the whole page, almost no text",
    )
    PICTURE_WITH_HIDDEN_TEXT = (
        "picture_with_hidden_text",
        "gambar sehalaman dengan tulisan tak terlihat",
        "a picture of the whole page with invisible text",
    )
    PICTURE_OVER_TEXT = (
        "picture_over_text",
        "gambar sehalaman menutupi tulisan",
        "a picture of the whole page over the text",
    )
    PICTURE_WITH_STAMP = (
        "picture_with_stamp",
        "gambar sehalaman, tulisan hanya cap atau kaki halaman",
        "a picture of the whole page, the text is a stamp or page footer only",
    )
    PICTURE_WITHOUT_TEXT = (
        "picture_without_text",
        "gambar tanpa tulisan",
        "a picture without text",
    )
    HIDDEN_TEXT = ("hidden_text", "tulisan tak terlihat", "invisible text")
    FONT_CONTRADICTS_PRINT = (
        "font_contradicts_print",
        "angka {0} dalam berkas tercetak sebagai angka lain; halaman dibaca dari gambarnya",
        "the file's {0} is printed as another digit; the page is read from its picture",
    )
    DRAWN_LETTERS = ("drawn_letters", "tulisan berupa gambar garis", "letters drawn as lines")

    # Pages that cannot be read, or not surely
    PAGE_DAMAGED = (
        "page_damaged",
        "halaman rusak, tidak dapat dibuka",
        "the page is damaged and cannot be opened",
    )
    PAGE_CONTENT_DAMAGED = (
        "page_content_damaged",
        "isi halaman rusak, tidak dapat dibaca",
        "the content of the page is damaged and cannot be read",
    )
    PAGE_READER_FAILED = (
        "page_reader_failed",
        "halaman tidak dapat dibaca program ({0})",
        "the program failed on the page ({0})",
    )
    CONTENT_BREAKS_OFF = (
        "content_breaks_off",
        "isi halaman rusak atau terpotong; sebagian angka dapat hilang atau keliru",
        "the content of the page is damaged or breaks off; numbers may be missing or wrong",
    )
    CONTENT_MISSING = (
        "content_missing",
        "isi halaman hilang dari berkas",
        "the content of the page is missing from the file",
    )
    FONT_DAMAGED = (
        "font_damaged",
        "huruf (font) halaman rusak di berkas, sehingga tampil dengan huruf pengganti; tulisan "
        "dapat hilang atau bertumpuk",
        "a font of the page is damaged in the file and another stands in for it; text may be "
        "missing or overprinted",
    )
    CONTENT_REPEATED = (
        "content_repeated",
        "isi halaman ini sama dengan isi halaman {0}; isi salah satunya mungkin hilang",
        "this page has the content of page {0}; that of one of them may be lost",
    )
    CONTENT_TOO_DEEP = (
        "content_too_deep",
        "isi halaman bersarang terlalu dalam untuk dibaca seluruhnya",
        "the content of the page is nested too deep to be read as a whole",
    )
    PAGE_BOX_DAMAGED = (
        "page_box_damaged",
        "ukuran halaman di berkas rusak; sebagian isi dapat terpotong",
        "the size of the page in the file is damaged; some of it may be cut off",
    )
    PAGE_TREE_DAMAGED = (
        "page_tree_damaged",
        "susunan halaman di berkas rusak; isi halaman mungkin tidak lengkap",
        "the list of pages in the file is damaged; the page may not be complete",
    )
    PAGE_REPEATED = (
        "page_repeated",
        "daftar halaman di berkas rusak: halaman ini sama dengan halaman {0}, "
        "yang sudah dibaca",
        "the list of pages in the file is damaged: this page is page {0} again, "
        "which has been read",
    )
    PAGE_BOMB = (
        "page_bomb",
        "isi halaman membengkak tidak wajar saat dibuka",
        "the content of the page swells beyond measure when unpacked",
    )
    BLANK_IN_CUT_FILE = (
        "blank_in_cut_file",
        "halaman kosong di berkas yang terpotong",
        "a blank page in a file that is cut off",
    )
    SCAN_NOT_REQUESTED = (
        "scan_not_requested",
        "halaman pindaian, tidak diminta dibaca",
        "a scanned page that was not asked for",
    )
    ENGINE_MISSING = (
        "engine_missing",
        "{0} belum terpasang, jadi halaman pindaian tidak terbaca; pasang dengan: {1}",
        "{0} is not installed, so scanned pages cannot be read; install it with: {1}",
    )
    ENGINE_LANGUAGE_MISSING = (
        "engine_language_missing",
        "bahasa {0} untuk tesseract belum terpasang; pasang dengan: apt-get install "
        "tesseract-ocr-{0}",
        "language {0} of tesseract is not installed; install it with: apt-get install "
        "tesseract-ocr-{0}",
    )
    ENGINE_TIMEOUT = (
        "engine_timeout",
        "tesseract tidak selesai dalam {0} detik",
        "tesseract did not finish within {0} seconds",
    )
    ENGINE_FAILED = (
        "engine_failed",
        "program pembaca gambar gagal: {0}",
        "the program that reads pictures failed: {0}",
    )
    SECOND_READER_FAILED = (
        "second_reader_failed",
        "pembaca kedua tidak dapat membaca halaman ini",
        "the second reader cannot read this page",
    )
    SECOND_READER_DISPUTES = (
        "second_reader_disputes",
        "pembaca kedua berbeda pada {0} dari {1} sel angka, {2} diragukan",
        "the second reader differs in {0} of {1} cells with numbers, {2} in doubt",
    )
    SECOND_READER_DISPUTES_OUTSIDE = (
        "second_reader_disputes_outside",
        "pembaca kedua berbeda pada {0} dari {1} sel angka, {3} di luar bingkainya, "
        "{2} diragukan",
        "the second reader differs in {0} of {1} cells with numbers, {3} outside its "
        "frames, {2} in doubt",
    )
    NO_EXPLANATION = ("no_explanation", "tanpa keterangan", "no explanation")

    # Documents
    NO_CONTENT = ("no_content", "tidak ada halaman yang berisi", "no page holds anything")
    NO_PAGE_READ = (
        "no_page_read",
        "tidak ada halaman yang terbaca:",
        "no page could be read:",
        _Mark.INTRODUCTION,
    )
    PAGES_NOT_READ = (
        "pages_not_read",
        "{0} dari {1} halaman tidak terbaca:",
        "{0} of {1} pages could not be read:",
        _Mark.INTRODUCTION,
    )
    ON_PAGES = ("on_pages", "(hal. {0})", "(p. {0})", _Mark.SUFFIX)
    PROGRAM_ERROR = (
        "program_error",
        "kesalahan program saat membaca berkas: {0}",
        "program error while reading the file: {0}",
    )
    CACHE_DAMAGED = (
        "cache_damaged",
        "hasil bacaan di cache rusak; jalankan lagi",
        "the cached result is damaged; run again",
    )
    READING_TIMEOUT = (
        "reading_timeout",
        "belum selesai setelah {0} detik",
        "not finished after {0} seconds",
    )
    PROCESS_DIED = (
        "process_died",
        "proses pembaca mati ({0})",
        "the reading process died ({0})",
    )
    FILE_CHANGED = (
        "file_changed",
        "berkas berubah saat dibaca; dibaca lagi pada putaran berikutnya",
        "the file changed while it was read; it is read again in the next run",
    )
    MEMORY_LIMIT = (
        "memory_limit",
        "membaca berkas memerlukan memori melebihi batas {0}",
        "reading the file takes more memory than the limit {0}",
    )
    MACHINE_FAULT = ("machine_fault", "{0}", "{0}")

    # Files
    FILE_MISSING = (
        "file_missing",
        "berkas tidak ada; periksa nama berkas",
        "no such file; check the name of the file",
    )
    NOT_A_FILE = (
        "not_a_file",
        "bukan berkas; sebutkan berkas, bukan folder",
        "not a file; name a file, not a folder",
    )
    FILE_EMPTY = (
        "file_empty",
        "berkas kosong (0 byte); unduh atau salin ulang",
        "empty file (0 bytes); download or copy it again",
    )
    FILE_TOO_LARGE = (
        "file_too_large",
        "berkas terlalu besar ({0} MB, batas {1} MB); pecah menjadi beberapa berkas "
        "atau naikkan batas",
        "file too large ({0} MB, limit {1} MB); split it into several files or raise the limit",
    )
    FILE_NOT_OPENED = (
        "file_not_opened",
        "berkas tidak dapat dibuka ({0}); periksa nama dan hak baca",
        "the file cannot be opened ({0}); check its name and permissions",
    )
    FILE_BOMB = (
        "file_bomb",
        "isi berkas membengkak tidak wajar saat dibuka; cetak ulang ke PDF dari berkas aslinya",
        "the content of the file swells beyond measure when unpacked; print it to PDF "
        "again from the original",
    )
    TOO_MANY_PAGES = (
        "too_many_pages",
        "terlalu banyak halaman ({0}, batas {1}); pecah menjadi beberapa berkas atau "
        "naikkan batas",
        "too many pages ({0}, limit {1}); split it into several files or raise the limit",
    )
    TOO_MANY_NUMBERS = (
        "too_many_numbers",
        "terlalu banyak angka dalam tabel ({0}, batas {1}); pecah menjadi beberapa berkas",
        "too many numbers in tables ({0}, limit {1}); split it into several files",
    )
    FILE_LOCKED = (
        "file_locked",
        "PDF dikunci dengan kata sandi; simpan ulang tanpa kata sandi",
        "the PDF is locked with a password; save it again without one",
    )
    FILE_LOCKED_OTHERWISE = (
        "file_locked_otherwise",
        "PDF dikunci dengan cara yang tidak dikenal; simpan ulang tanpa pengaman",
        "the PDF is locked in an unknown way; save it again without protection",
    )
    FILE_DAMAGED = (
        "file_damaged",
        "PDF rusak atau terpotong; unduh ulang atau cetak ulang ke PDF",
        "the PDF is damaged or cut off; download it again or print it to PDF again",
    )
    FILE_MAY_BE_CUT = (
        "file_may_be_cut",
        "berkas mungkin terpotong: penutup PDF (%%EOF) tidak ada",
        "the file may be cut off: the end mark of a PDF (%%EOF) is missing",
    )
    OTHER_FORMAT = (
        "other_format",
        "bukan PDF, melainkan {0}; simpan sebagai PDF",
        "not a PDF but {1}; save it as PDF",
    )
    WEB_PAGE = (
        "web_page",
        "bukan PDF, melainkan halaman web; unduh ulang berkas PDF-nya",
        "not a PDF but a web page; download the PDF itself",
    )
    NOT_PDF = (
        "not_pdf",
        "bukan PDF; periksa berkas atau unduh ulang",
        "not a PDF; check the file or download it again",
    )
    NOT_PDF_NOR_TEXT = (
        "not_pdf_nor_text",
        "bukan PDF dan bukan teks (data biner); periksa berkas atau unduh ulang",
        "neither PDF nor text (binary data); check the file or download it again",
    )
    PLAIN_TEXT_NAMED_PDF = (
        "plain_text_named_pdf",
        "bukan PDF, melainkan teks biasa; unduh ulang, atau namai .txt bila benar",
        "not a PDF but plain text; download it again, or name it .txt if that is right",
    )
    NO_TEXT = (
        "no_text",
        "berkas tidak berisi teks; periksa atau salin ulang",
        "the file holds no text; check it or copy it again",
    )
    NOT_TEXT = (
        "not_text",
        "bukan teks; periksa berkas atau unduh ulang",
        "not text; check the file or download it again",
    )
    BYTES_REPLACED = (
        "bytes_replaced",
        "{0} byte bukan UTF-8 diganti dengan tanda \ufffd",
        "{0} bytes that are not UTF-8 replaced by \ufffd",
    )
    NO_PAGES_TO_DRAW = (
        "no_pages_to_draw",
        "salinan teks tidak punya halaman untuk digambar; berikan PDF",
        "a text dump has no pages to draw; give the PDF",
    )

    # Meaning: whose number it is, what it measures, when, in which unit
    METRIC_UNKNOWN = (
        "metric_unknown",
        "kolom tanpa kepala: ukurannya tidak diketahui",
        "a column without header: what it measures is not known",
    )
    METRIC_NOT_NAMED = (
        "metric_not_named",
        "kepala kolom tidak menyebut ukurannya",
        "the header of the column does not name what it measures",
    )
    HEADER_NOT_UNDERSTOOD = (
        "header_not_understood",
        "kepala kolom pindaian tidak dikenali, mungkin salah terbaca",
        "the header on the scan is not understood, it may be misread",
    )
    NAME_MISSING = (
        "name_missing",
        "baris tanpa nama",
        "a row without a name",
    )
    NAME_COLUMN_GUESSED = (
        "name_column_guessed",
        "kolom nama hanya diduga: kepala kolomnya tidak menyebut nama",
        "the column of names is only guessed: its header does not say that it holds names",
    )
    NAME_SHARED = (
        "name_shared",
        "beberapa baris angka berbagi satu sel nama",
        "several rows of numbers share one cell of names",
    )
    NAME_INHERITED = (
        "name_inherited",
        "baris tanpa nama sendiri; nama di atasnya punya beberapa angka di kolom ini",
        "a row without a name of its own; the one above has several numbers in this column",
    )
    NAME_CUT = (
        "name_cut",
        "nama terpotong: sambungannya tidak ikut terbaca",
        "the name is cut: the rest of it is not read with it",
    )
    NAMES_IN_ONE_CELL = (
        "names_in_one_cell",
        "satu sel memuat nama beberapa baris",
        "one cell holds the names of several rows",
    )
    NAME_GARBLED = (
        "name_garbled",
        "huruf nama tercetak bertumpuk: tidak terbaca dengan pasti",
        "the letters of the name are printed over each other: it cannot be read for sure",
    )
    NAME_NOT_PARTED = (
        "name_not_parted",
        "baris nama tidak pasti terpisah: nama dapat memuat baris lain",
        "it is not certain which lines the name of the row has",
    )
    NAME_ON_DAMAGED_PAGE = (
        "name_on_damaged_page",
        "halaman rusak atau di sebelah halaman yang hilang: nama baris mungkin tidak lengkap",
        "the page is damaged, or the one beside it lost: the name of the row may not be whole",
    )
    NAME_UNSURE = (
        "name_unsure",
        "nama baris tidak jelas pada gambar",
        "the picture does not show the name of the row clearly",
    )
    UNIT_UNSURE = (
        "unit_unsure",
        "satuan tidak jelas pada gambar",
        "the picture does not show the unit clearly",
    )
    HEADER_UNSURE = (
        "header_unsure",
        "judul kolom tidak jelas pada gambar",
        "the picture does not show the header of the column clearly",
    )
    PERIOD_CONTRADICTED = (
        "period_contradicted",
        "tahun tidak pasti: bukti yang lebih dekat menyebut masa lain",
        "the year is not sure: nearer evidence names another period",
    )
    PERIOD_FAR = (
        "period_far",
        "tahun hanya diketahui dari bagian lain dokumen",
        "the year is known from another part of the document only",
    )
    METRIC_CONTRADICTED = (
        "metric_contradicted",
        "kolom ini bukan serapan menurut pagu dan realisasi barisnya",
        "by pagu and realisasi of its rows the column is not serapan",
    )
    UNIT_CONTRADICTED = (
        "unit_contradicted",
        "satuan kepala kolom tidak cocok dengan isi sel",
        "the unit of the header does not fit the cell",
    )
    FACTOR_CONTRADICTED = (
        "factor_contradicted",
        "kepala tabel menyebut ribuan atau jutaan, tetapi angkanya tampak rupiah penuh",
        "the header says thousands or millions, but the amounts look like whole rupiah",
    )
    AMOUNT_TOO_SMALL = (
        "amount_too_small",
        "terlalu kecil untuk rupiah pada tingkat ini",
        "too small for rupiah at this level",
    )
    RANGE_WITHOUT_UNIT = (
        "range_without_unit",
        "rentang tanpa satuan: mungkin nomor atau tanggal",
        "a range without a unit: it may be numbering or a date",
    )

    # Mentions: numbers in sentences
    MENTION_UNIT_MISSING = (
        "mention_unit_missing",
        "kalimat tidak menyebut satuan angka ini",
        "the sentence does not say the unit of this number",
    )
    MENTION_METRIC_UNKNOWN = (
        "mention_metric_unknown",
        "kalimat tidak menyebut apa yang diukur angka ini",
        "the sentence does not say what this number measures",
    )
    MENTION_METRIC_UNSURE = (
        "mention_metric_unsure",
        "apa yang diukur angka ini tidak pasti dari kalimatnya",
        "what this number measures is not sure from its sentence",
    )
    MENTION_NAME_MISSING = (
        "mention_name_missing",
        "kalimat tidak menyebut program atau kegiatannya",
        "the sentence names no programme for this number",
    )
    MENTION_NAME_BEFORE = (
        "mention_name_before",
        "nama diambil dari kalimat sebelumnya",
        "the name is taken from the sentence before",
    )
    MENTION_NAME_UNSURE = (
        "mention_name_unsure",
        "kalimat menyebut beberapa nama, atau batas namanya tidak pasti",
        "the sentence names several lines, or where the name ends is not sure",
    )
    MENTION_SEVERAL_YEARS = (
        "mention_several_years",
        "kalimat menyebut beberapa tahun",
        "the sentence names several years",
    )

    MENTION_SCANNED = (
        "mention_scanned",
        "dibaca dari gambar, angkanya tidak dibandingkan dengan pembacaan lain",
        "read from a picture, its digits not compared with another reading",
    )

    # Balance: numbers of a page of which nothing became
    AMOUNTS_UNACCOUNTED = (
        "amounts_unaccounted",
        "{0} dari {1} nilai besar di halaman ini tidak terbaca dalam tabel maupun kalimat",
        "{0} of {1} amounts on this page were read neither in a table nor in a sentence",
    )
    PAGES_UNACCOUNTED = (
        "pages_unaccounted",
        "{0} nilai besar di {1} dari {2} halaman tidak terbaca dalam tabel maupun kalimat",
        "{0} amounts on {1} of {2} pages were read neither in a table nor in a sentence",
    )


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason why something may be wrong, or what a judgement rests on.

    Attributes:
        kind: What it is.
        detail: The fields of its sentences, in order. A field that is itself made of words
            stands once in each language.
    """

    kind: DoubtKind
    detail: tuple[str, ...] = ()

    def text(self, lang: str = LANGUAGES[0]) -> str:
        """Return its sentence in a language."""
        return self.kind.sentence(lang).format(*self.detail)

    def heading(self, lang: str = LANGUAGES[0]) -> str:
        """Return the sentence up to its colon: what it is about, without the detail."""
        return self.text(lang).partition(":")[0]


def describe(doubts: Iterable[Doubt], lang: str = LANGUAGES[0]) -> str:
    """Return the sentences of some reasons as one text."""
    text, separator = "", ""
    for doubt in doubts:
        text += (" " if text and doubt.kind.is_suffix else separator) + doubt.text(lang)
        separator = " " if doubt.kind.is_introduction else "; "
    return text


def list_codes(doubts: Iterable[Doubt]) -> tuple[str, ...]:
    """Return the kinds of some reasons, each once, in order."""
    return tuple(dict.fromkeys(doubt.kind.value for doubt in doubts))
