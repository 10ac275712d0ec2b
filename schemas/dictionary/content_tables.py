"""Columns of the tables that people come for: items, figures, findings."""

from sidak.schemas.dictionary.column_types import (
    DOCUMENT_ID,
    PAGE,
    ForeignKey,
    TableSchema,
    boolean_column,
    box_columns,
    decimal_column,
    float_column,
    integer_column,
    list_column,
    text_column,
)
from sidak.schemas.dictionary.reading_tables import TABLE_ID_PATTERN
from sidak.schemas.vocabularies import (
    Basis,
    BudgetStage,
    Evidence,
    FigureStatus,
    FindingKind,
    FollowUp,
    KodeChange,
    Level,
    MatchStatus,
    Meaning,
    Metric,
    PeriodKind,
    Severity,
)

#: ``4``, ``4.01``, ``4.01.01``, ``4.01.01.2.09``, ``4.01.01.2.09.01`` and ``...0001``, also
#: with the ``X.XX`` of the programme that every agency has.
KODE_PATTERN = r"(?:\d|X)(?:\.(?:\d{2}|XX)(?:\.\d{2}(?:\.\d\.\d{2}(?:\.(?:\d{2}|\d{4}))?)?)?)?"

_OF_DOCUMENT = ForeignKey("document_id", "documents", "document_id")
_OF_TABLE = ForeignKey("table_id", "tables", "table_id")
_OF_ITEM = ForeignKey("item_id", "items", "item_id")

_TABLE_ID = text_column("table_id", "The table it stands in.", "Tabel tempatnya.")
_ROW = integer_column(
    "row",
    "Row of the table, from 0, header rows included.",
    "Baris tabel, mulai dari 0, termasuk kepala tabel.",
)
_LEVEL = text_column(
    "level",
    "Place in the budget hierarchy.",
    "Tingkat dalam susunan anggaran.",
    values=Level,
)

ITEMS = TableSchema(
    "items",
    "One row per programme line of a table.",
    "Satu baris per program, kegiatan, sub kegiatan, sasaran atau jumlah dalam tabel.",
    (
        text_column("item_id", "Id of the item.", "Id baris."),
        DOCUMENT_ID,
        _TABLE_ID,
        PAGE,
        _ROW,
        _LEVEL,
        text_column("name_raw", "Name as printed.", "Nama seperti tercetak.", is_nullable=True),
        text_column(
            "name",
            "Name with broken words put together.",
            "Nama dengan kata terputus disambung.",
            is_nullable=True,
        ),
        text_column(
            "kode_printed",
            "Code as printed.",
            "Kode seperti tercetak.",
            is_nullable=True,
        ),
        text_column(
            "kode",
            "Code of the Permendagri 90 nomenclature, two to four digits at the end as in "
            "`edition`; only a proposal where `match_status` is 'review'.",
            "Kode nomenklatur Permendagri 90 menurut `edition`; hanya usulan bila "
            "`match_status` berisi 'review'.",
            is_nullable=True,
            pattern=KODE_PATTERN,
        ),
        text_column(
            "kode_name",
            "Official name of the code.",
            "Nama resmi kode.",
            is_nullable=True,
        ),
        text_column(
            "edition",
            "Edition of the nomenclature that the code belongs to.",
            "Edisi nomenklatur tempat kode itu berlaku.",
            is_nullable=True,
        ),
        text_column(
            "match_status",
            "Outcome of the code matching.",
            "Hasil pencocokan kode.",
            values=MatchStatus,
        ),
        text_column(
            "match_method",
            "How the code was found; with '+learned' if no official list at hand has it.",
            "Cara kode ditemukan; dengan '+learned' bila tidak ada daftar resmi memuatnya.",
            is_nullable=True,
        ),
        float_column(
            "score",
            "Estimated probability that `kode` is the right one, 0 to 1.",
            "Taksiran peluang bahwa `kode` benar, 0 sampai 1.",
            is_nullable=True,
        ),
        text_column(
            "runner_up_kode",
            "The second best code.",
            "Kode terbaik kedua.",
            is_nullable=True,
        ),
        float_column(
            "runner_up_score",
            "Score of the second best code.",
            "Nilai kode terbaik kedua.",
            is_nullable=True,
        ),
        text_column(
            "parent_item_id",
            "The item above it in the hierarchy.",
            "Baris induknya.",
            is_nullable=True,
        ),
        *box_columns("the row", "baris"),
        text_column(
            "kode_canonical",
            "The code in `edition_canonical`, to compare reports of several editions; empty if "
            "the lists do not prove it, or the code is only a proposal.",
            "Kode menurut `edition_canonical`, untuk membandingkan laporan dari beberapa "
            "edisi; kosong bila tidak terbukti dari daftar, atau kodenya baru usulan.",
            is_nullable=True,
            pattern=KODE_PATTERN,
        ),
        text_column(
            "edition_canonical",
            "The newest edition of which a whole list is at hand.",
            "Edisi terbaru yang daftar lengkapnya tersedia.",
            is_nullable=True,
        ),
        text_column(
            "kode_change",
            "What became of the code between `edition` and `edition_canonical`.",
            "Perubahan kode dari `edition` ke `edition_canonical`.",
            values=KodeChange,
            is_nullable=True,
        ),
    ),
    ("item_id",),
    (_OF_DOCUMENT, _OF_TABLE, ForeignKey("parent_item_id", "items", "item_id")),
)

FIGURES = TableSchema(
    "figures",
    "One row per number, in long form.",
    "Satu baris per angka, bentuk panjang.",
    (
        text_column(
            "figure_id",
            "Id of the figure: `<table_id>-r<row>-c<column>`, and `-p<part>` if the cell holds "
            "several numbers.",
            "Id angka: `<table_id>-r<baris>-c<kolom>`, ditambah `-p<bagian>` bila sel memuat "
            "beberapa angka.",
            pattern=TABLE_ID_PATTERN + r"-r\d+-c\d+(?:-p\d+)?",
        ),
        DOCUMENT_ID,
        _TABLE_ID,
        text_column("item_id", "The programme line.", "Baris programnya.", is_nullable=True),
        PAGE,
        _ROW,
        integer_column("column", "Column of the table, from 0.", "Kolom tabel, mulai dari 0."),
        text_column(
            "header",
            "Header of the column from top to bottom, joined with ' / '.",
            "Kepala kolom dari atas ke bawah, disambung ' / '.",
            is_nullable=True,
        ),
        text_column(
            "item_name",
            "Name of the programme line, filled down.",
            "Nama program, kegiatan atau sub kegiatan, diisi ke bawah.",
            is_nullable=True,
        ),
        text_column(
            "indikator",
            "Indicator that the number belongs to.",
            "Indikator yang diukur.",
            is_nullable=True,
        ),
        _LEVEL,
        text_column(
            "kode",
            "Code of the programme line, filled down.",
            "Kode program, kegiatan atau sub kegiatan, diisi ke bawah.",
            is_nullable=True,
            pattern=KODE_PATTERN,
        ),
        text_column("metric", "What the number measures.", "Yang diukur.", values=Metric),
        text_column(
            "period",
            "Period it is about: '2023', '2023-TW1', '2018-2023', 'tahun ke-1'.",
            "Masa yang diukur: '2023', '2023-TW1', '2018-2023', 'tahun ke-1'.",
            is_nullable=True,
        ),
        integer_column("year", "Year of the period.", "Tahun.", is_nullable=True),
        text_column(
            "unit",
            "Unit of `value` as printed: 'Rp', 'Rp ribu', 'Rp juta', '%', 'Dokumen', ...",
            "Satuan `value` seperti tercetak: 'Rp', 'Rp ribu', 'Rp juta', '%', 'Dokumen', ...",
            is_nullable=True,
        ),
        decimal_column(
            "value",
            "The number in `unit`; empty if and only if `status` is 'unreadable'.",
            "Angka dalam `unit`; kosong hanya bila `status` 'unreadable'.",
        ),
        text_column(
            "raw_text",
            "The cell as printed; where it holds several numbers, what is printed of this one.",
            "Sel seperti tercetak; bila memuat beberapa angka, bagian yang memuat angka ini.",
            is_nullable=True,
        ),
        text_column(
            "status",
            "How far the number may be trusted. Accepted are 'ok', 'confirmed', 'repaired' "
            "and 'decided'; leave 'suspect' and 'unreadable' out of sums.",
            "Sejauh mana angka dapat dipercaya. Yang diterima: 'ok', 'confirmed', "
            "'repaired', 'decided'; jangan menjumlahkan 'suspect' dan 'unreadable'.",
            values=FigureStatus,
        ),
        text_column(
            "reason",
            "Why it is suspect, unreadable or repaired, or what else is to be known of it, in "
            "the language of the run.",
            "Alasan bila diragukan, tidak terbaca, atau diperbaiki, atau keterangan lain.",
            is_nullable=True,
        ),
        list_column(
            "reason_codes",
            "Kinds of the reasons, such as 'lone_separator', in the order of `reason`; those "
            "after 'formerly' were in doubt until an identity confirmed the number.",
            "Jenis alasan, misalnya 'lone_separator', menurut urutan `reason`; yang sesudah "
            "'formerly' diragukan sebelum hitungan menguatkan angkanya.",
        ),
        float_column(
            "confidence",
            "How sure the reading is, 0 to 1.",
            "Keyakinan pembacaan, 0 sampai 1.",
        ),
        text_column("method", "Reader of the cell.", "Pembaca sel.", is_nullable=True),
        integer_column(
            "part",
            "Which of several numbers of the cell it is, from 1; empty if the cell holds one "
            "number. The ends of a range ('63,5 - 64') are two, told apart by the codes "
            "'lower_bound' and 'upper_bound'.",
            "Angka keberapa di dalam sel, mulai dari 1; kosong bila sel memuat satu angka. "
            "Kedua batas suatu rentang ('63,5 - 64') adalah dua angka dengan kode "
            "'lower_bound' dan 'upper_bound'.",
            is_nullable=True,
        ),
        boolean_column(
            "accepted",
            "Whether the number may be used: its status is accepted and its meaning is sure.",
            "Apakah angka boleh dipakai: statusnya diterima dan artinya pasti.",
        ),
        text_column(
            "meaning",
            "Whether name, metric, period and unit are known by printed evidence: 'sure', "
            "'doubtful', 'unknown'.",
            "Apakah nama, ukuran, masa dan satuan diketahui dari bukti tercetak: 'sure' "
            "(pasti), 'doubtful' (ragu), 'unknown' (tidak diketahui).",
            values=Meaning,
        ),
        text_column(
            "meaning_reason",
            "Why the meaning is not sure, in the language of the run.",
            "Alasan bila artinya tidak pasti.",
            is_nullable=True,
        ),
        list_column(
            "meaning_codes",
            "Kinds of these reasons, such as 'name_missing'.",
            "Jenis alasannya, misalnya 'name_missing'.",
        ),
        text_column(
            "name_basis",
            "By what evidence the row's name is known; the nearer evidence wins.",
            "Bukti yang menunjukkan nama barisnya; yang lebih dekat menang.",
            values=Basis,
        ),
        text_column(
            "metric_basis",
            "By what evidence the metric is known.",
            "Bukti yang menunjukkan ukurannya.",
            values=Basis,
        ),
        text_column(
            "period_basis",
            "By what evidence the period is known.",
            "Bukti yang menunjukkan masanya.",
            values=Basis,
        ),
        text_column(
            "unit_basis",
            "By what evidence the unit is known.",
            "Bukti yang menunjukkan satuannya.",
            values=Basis,
        ),
        text_column(
            "period_kind",
            "What part of time it is about: a year, one quarter, from the beginning of the "
            "year ('cumulative'), several years ('span').",
            "Bagian waktunya: setahun, satu triwulan, sejak awal tahun ('cumulative'), "
            "beberapa tahun ('span').",
            values=PeriodKind,
            is_nullable=True,
        ),
        text_column(
            "budget_stage",
            "Which budget an amount is of: 'murni' (first), 'pergeseran', 'perubahan' "
            "(revised), 'realisasi' (spent), 'unknown'.",
            "Anggaran yang dimaksud: 'murni', 'pergeseran', 'perubahan', 'realisasi', "
            "'unknown'.",
            values=BudgetStage,
        ),
        boolean_column(
            "is_canonical",
            "Whether it is the one figure to use for its line, metric and period: accepted, "
            "and of several tables of the report that state the fact the one that counts. "
            "Filter by it, one `level`, one `metric` and one `period` before adding up.",
            "Apakah ini angka yang dipakai untuk baris, ukuran, dan masanya: diterima, dan "
            "dari beberapa tabel laporan yang memuat hal yang sama, tabel yang didahulukan. "
            "Saring dengan kolom ini, satu `level`, satu `metric`, dan satu `period` sebelum "
            "menjumlahkan.",
        ),
        *box_columns("the cell", "sel"),
    ),
    ("figure_id",),
    (_OF_DOCUMENT, _OF_TABLE, _OF_ITEM),
)

FINDINGS = TableSchema(
    "findings",
    "One row per thing that does not fit, for auditors.",
    "Satu baris per ketidaksesuaian, untuk pemeriksa.",
    (
        text_column("finding_id", "Id of the finding.", "Id temuan."),
        DOCUMENT_ID,
        text_column("kind", "Sort of finding.", "Jenis temuan.", values=FindingKind),
        text_column("severity", "Weight.", "Bobot.", values=Severity),
        text_column(
            "message",
            "What does not fit, with both numbers and their places (Indonesian).",
            "Yang tidak sesuai, dengan kedua angka dan tempatnya.",
        ),
        decimal_column("reported", "The number that is printed.", "Angka yang tercetak."),
        decimal_column(
            "expected",
            "The number that the other numbers give.",
            "Angka menurut angka-angka lainnya.",
        ),
        decimal_column(
            "difference", "`reported` minus `expected`.", "`reported` dikurangi `expected`."
        ),
        text_column(
            "unit", "Unit of the three numbers.", "Satuan ketiga angka.", is_nullable=True
        ),
        text_column(
            "table_id", "The table it stands in.", "Tabel tempatnya.", is_nullable=True
        ),
        integer_column("page", "Page, from 1.", "Halaman, mulai dari 1.", is_nullable=True),
        text_column("item_id", "The programme line.", "Baris programnya.", is_nullable=True),
        list_column(
            "figure_ids",
            "Figures concerned, the one most likely wrong first.",
            "Angka yang terkait, yang paling mungkin salah lebih dulu.",
        ),
        text_column(
            "other_document_id",
            "The other document, if two are compared.",
            "Dokumen pembanding bila dua dokumen dibandingkan.",
            is_nullable=True,
        ),
        text_column(
            "basis",
            "By which equation, which other readings of the rows were tried, and whether "
            "it can be told which cell is wrong.",
            "Menurut hitungan yang mana, bacaan lain apa yang sudah dicoba, dan apakah sel "
            "yang keliru dapat dipastikan.",
            is_nullable=True,
        ),
        float_column(
            "confidence",
            "How likely the report is wrong as said, from 0 to 1; an error has at least 0.97.",
            "Seberapa yakin laporan memang keliru seperti disebut, 0 sampai 1; kesalahan "
            "sedikitnya 0,97.",
            is_nullable=True,
        ),
        text_column(
            "evidence",
            "What the confidence rests on: the kind of equation, and what speaks for it.",
            "Dasar keyakinan itu: jenis hitungan dan apa yang menguatkannya.",
            values=Evidence,
            is_nullable=True,
        ),
        text_column(
            "follow_up",
            "What a person made of it: confirmed, explained by the agency, or no error.",
            "Tindak lanjut: dikonfirmasi, dijelaskan perangkat daerah, atau bukan kesalahan.",
            values=FollowUp,
            is_nullable=True,
        ),
        text_column(
            "follow_up_note",
            "Who, when and why.",
            "Oleh siapa, kapan, dan alasannya.",
            is_nullable=True,
        ),
    ),
    ("finding_id",),
    (
        _OF_DOCUMENT,
        _OF_TABLE,
        _OF_ITEM,
        ForeignKey("other_document_id", "documents", "document_id"),
    ),
)
