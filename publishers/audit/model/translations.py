"""Texts of the audit pages and of the workbook, in Indonesian and in English."""

from decimal import Decimal

from sidak.normalisers.numerals.parse import format_number
from sidak.schemas.text.translator import Catalogue, Translator

_TEXTS: Catalogue = {
    "title": ("Lembar pemeriksaan", "Audit sheet"),
    "lead": (
        "Angka tercetak dibandingkan dengan angka yang dihasilkan angka-angka lain dalam "
        "laporan yang sama. Temuan mengatakan bahwa angka tidak cocok, bukan mana yang "
        "benar; angka dalam data tetap seperti tercetak.",
        "Printed numbers compared with what the other numbers of the same report give. A "
        "finding says that numbers disagree, not which of them is right; the figures in "
        "the data stay as printed.",
    ),
    "release_of": ("Rilis {date}", "Release of {date}"),
    "regions": ("Daerah", "Regions"),
    "region_unknown": ("Daerah tidak diketahui", "Region not known"),
    "regions_lead": (
        "Setiap daerah mempunyai lembar pemeriksaan dan buku kerja sendiri.",
        "Each region has an audit sheet and a workbook of its own.",
    ),
    "checks": ("Pemeriksaan data", "Data checks"),
    "all_regions": ("← Semua daerah", "← All regions"),
    "part_made": ("Dibuat", "Made"),
    "blocked_lead": (
        "Bagian terbaru daerah berikut ditahan; yang tampil adalah bagian baik terakhirnya, "
        "bila ada.",
        "The newest part of these regions is held back; what is shown is the last good one, if "
        "there is one.",
    ),
    "back": ("← Semua dokumen", "← All documents"),
    "documents": ("Dokumen", "Documents"),
    "document": ("Dokumen", "Document"),
    "pages": ("Halaman", "Pages"),
    "page": ("Halaman", "Page"),
    "page_short": ("Hal.", "Page"),
    "tables": ("Tabel", "Tables"),
    "table": ("Tabel", "Table"),
    "table_ordinal": ("Tabel ke-{ordinal}", "Table no. {ordinal}"),
    "figures": ("Angka", "Figures"),
    "figure": ("Angka", "Figure"),
    "findings": ("Temuan", "Findings"),
    "finding": ("Temuan", "Finding"),
    "accepted": ("diterima", "accepted"),
    "suspects": ("Angka yang diragukan", "Doubtful figures"),
    "suspects_lead": (
        "Angka berikut belum dapat dipastikan pembacaannya. Ini keraguan pembacaan, bukan "
        "kesalahan laporan, dan tidak ikut dihitung dalam temuan.",
        "The reading of these figures is not certain. This is doubt about the reading, not "
        "an error of the report, and no finding rests on them.",
    ),
    "unsure": ("Angka yang artinya belum pasti", "Figures of unsure meaning"),
    "unsure_lead": (
        "Digit angka berikut terbaca jelas, tetapi belum pasti angka ini milik baris mana, "
        "mengukur apa, untuk masa mana, atau dalam satuan apa. Karena itu angka ini tidak "
        "dihitung sebagai diterima. Arti sebuah kolom dapat diputuskan sekali untuk seluruh "
        "tabel dengan perintah sidak review.",
        "The digits of these figures are read plainly, but it is not sure which row they "
        "belong to, what they measure, for which period, or in which unit. So they do not "
        "count as accepted. The meaning of a column can be decided once for the whole table "
        "with sidak review.",
    ),
    "unsure_examples": ("Contoh", "Examples"),
    "meaning": ("Kepastian arti", "Meaning"),
    "meaning.sure": ("pasti", "sure"),
    "meaning.doubtful": ("belum pasti", "doubtful"),
    "meaning.unknown": ("tidak diketahui", "unknown"),
    "meaning_of_table": (
        "Dari mana arti angka tabel ini diketahui",
        "How the meaning of these figures is known",
    ),
    "meaning_of_figure": (
        "Dari mana arti angka ini diketahui",
        "How the meaning of this figure is known",
    ),
    "by_meaning": ("Angka menurut kepastian arti", "Figures by certainty of meaning"),
    "aspect.name": ("Nama", "Name"),
    "aspect.metric": ("Ukuran", "Metric"),
    "aspect.period": ("Masa", "Period"),
    "aspect.unit": ("Satuan", "Unit"),
    "basis.cell": ("tertulis di baris atau selnya", "printed in its row or cell"),
    "basis.header": ("kepala kolom", "header"),
    "basis.header_before": (
        "kepala kolom di halaman sebelumnya",
        "header on an earlier page",
    ),
    "basis.column": ("kolom satuan", "column of units"),
    "basis.caption": ("judul tabel", "caption"),
    "basis.section": ("judul di atasnya", "heading above"),
    "basis.sentence": ("kalimat pengantar tabel", "sentence that introduces the table"),
    "basis.document": ("keterangan umum dokumen", "the document as a whole"),
    "basis.sums": ("dibuktikan hitungan", "proved by arithmetic"),
    "basis.none": ("tidak tertulis", "not printed"),
    "metric.pagu": ("pagu anggaran", "budget"),
    "metric.realisasi_anggaran": ("realisasi anggaran", "budget spent"),
    "metric.serapan": ("serapan anggaran", "share of the budget spent"),
    "metric.sisa": ("sisa anggaran", "budget left"),
    "metric.target": ("target", "target"),
    "metric.realisasi": ("realisasi", "result"),
    "metric.capaian": ("capaian", "share of the target reached"),
    "metric.pertumbuhan": ("pertumbuhan", "growth"),
    "metric.kondisi_akhir": ("kondisi akhir periode", "state at the end of the plan"),
    "metric.lainnya": ("lainnya", "other"),
    "yes": ("ya", "yes"),
    "no": ("tidak", "no"),
    "accepted_column": ("Diterima", "Accepted"),
    "meaning_reason": ("Alasan kepastian arti", "Reason of the meaning"),
    "basis_of": ("Dasar: {aspect}", "Basis: {aspect}"),
    "no_findings": ("Tidak ada temuan.", "No findings."),
    "no_match": (
        "Tidak ada temuan yang cocok dengan saringan.",
        "No finding fits the filters.",
    ),
    "severity": ("Bobot", "Severity"),
    "severity.error": ("Kesalahan", "Error"),
    "severity.warning": ("Peringatan", "Warning"),
    "severity.info": ("Catatan", "Note"),
    "kind": ("Jenis", "Kind"),
    "kind.sum_mismatch": ("Jumlah tidak cocok", "Sum does not add up"),
    "kind.ratio_mismatch": ("Persentase tidak cocok", "Ratio does not fit"),
    "kind.difference_mismatch": ("Selisih tidak cocok", "Difference does not fit"),
    "kind.cross_table_mismatch": ("Beda antartabel", "Tables disagree"),
    "kind.cross_document_mismatch": ("Beda antardokumen", "Documents disagree"),
    "kind.copied_figures": ("Angka tersalin", "Copied figures"),
    "kind.narrative_mismatch": ("Beda dengan narasi", "Text disagrees"),
    "kind.terbilang_mismatch": ("Beda dengan terbilang", "Amount in words disagrees"),
    "kind.code_name_conflict": ("Kode dan nama berbeda", "Code and name disagree"),
    "kind.code_parent_conflict": ("Kode di luar induknya", "Code outside its parent"),
    "kind.code_reused": ("Kode dipakai ganda", "Code used twice"),
    "kind.legacy_code": ("Kode lama", "Old code"),
    "kind.number_format": ("Penulisan angka", "Number format"),
    "kind.duplicate_row": ("Baris ganda", "Duplicate row"),
    "kind.reading": ("Pembacaan", "Reading"),
    "reported": ("Tercetak", "Printed"),
    "expected": ("Seharusnya", "Expected"),
    "difference": ("Selisih", "Difference"),
    "unit": ("Satuan", "Unit"),
    "message": ("Uraian", "Description"),
    "basis": ("Dasar", "Basis"),
    "follow_up": ("Tindak lanjut", "Follow-up"),
    "follow_up.open": ("belum ditindaklanjuti", "none yet"),
    "follow_up_lead": (
        "Kesalahan dan peringatan per daerah dan perangkat daerah, dan tindak lanjutnya. "
        "Tandai sebuah temuan di halaman tinjauan: sidak review.",
        "Errors and warnings by region and agency, and what became of them. Mark a finding on "
        "the review page: sidak review.",
    ),
    "all_agencies": ("semua perangkat daerah", "all agencies"),
    "finding_number": ("No. temuan", "Finding no."),
    "open_pdf": ("PDF hal. {page}", "PDF page {page}"),
    "open_pdf_hint": (
        "Membuka berkas laporan, selama masih di tempatnya semula",
        "Opens the report's file, as long as it is where it was",
    ),
    "source_file": ("Berkas laporan", "File of the report"),
    "search_rows": ("Cari baris dan angka", "Search rows and figures"),
    "search_rows_lead": (
        "Mencari di semua baris tabel: nama, kode, dan angka seperti tercetak (titik dan koma "
        "boleh diabaikan).",
        "Searches all rows of tables: names, codes, and numbers as printed (full stops and "
        "commas may be left out).",
    ),
    "search_rows_hint": ("misalnya gaji 2.743.808.000", "for example gaji 2.743.808.000"),
    "rows_found": (
        "{total} baris ditemukan; ditampilkan {shown}.",
        "{total} rows found; {shown} shown.",
    ),
    "rows_waiting": ("Memuat…", "Loading…"),
    "sum_of_differences": (
        "Jumlah selisih temuan yang tampil: Rp {amount}",
        "Sum of the differences shown: Rp {amount}",
    ),
    "working_paper": ("Kertas kerja", "Working paper"),
    "working_paper_lead": (
        "Temuan pada laporan perangkat daerah ini, untuk dikonfirmasi. Bobot “Kesalahan” dan "
        "“Peringatan”; catatan tidak dimuat.",
        "Findings in the reports of this agency, to be confirmed: errors and warnings.",
    ),
    "reconciliation": ("Rekonsiliasi", "Reconciliation"),
    "reconciliation_lead": (
        "Nilai yang sama menurut setiap tabel dalam laporan perangkat daerah ini, "
        "berdampingan. Pembandingnya adalah laporan yang paling dekat dengan pembukuan: DPA "
        "untuk pagu, realisasi anggaran untuk realisasi, selebihnya menurut urutan itu. Hanya "
        "angka yang diterima yang dibandingkan.",
        "The same amount as each table in the reports of this agency states it, side by side. "
        "It is held against the report nearest to the accounts: the DPA for budgets, the "
        "budget realisation report for spending, the others in that order. Only accepted "
        "figures are compared.",
    ),
    "lines_differ": ("{count} baris berbeda", "{count} lines differ"),
    "differing_lines": (
        "Baris yang nilainya seharusnya sama tetapi berbeda",
        "Lines whose amounts should be equal and are not",
    ),
    "all_lines": ("Semua baris", "All lines"),
    "as_printed": ("Tercetak", "As printed"),
    "state.reference": ("pembanding", "reference"),
    "state.agrees": ("sama", "agrees"),
    "state.differs": ("berbeda", "differs"),
    "state.other_stage": (
        "tahap atau rencana lain, boleh berbeda",
        "other stage or plan, may differ",
    ),
    "state.other_scope": ("tabel tentang dana lain", "table about other money"),
    "state.several": ("beberapa nilai dalam satu tabel", "several amounts in one table"),
    "state.alone": ("tanpa pembanding", "nothing to compare"),
    "stage.murni": ("murni", "as passed"),
    "stage.pergeseran": ("pergeseran", "shifted"),
    "stage.perubahan": ("perubahan", "revised"),
    "level.urusan": ("Urusan", "Urusan"),
    "level.bidang": ("Bidang", "Bidang"),
    "level.program": ("Program", "Program"),
    "level.kegiatan": ("Kegiatan", "Kegiatan"),
    "level.sub_kegiatan": ("Sub kegiatan", "Sub kegiatan"),
    "level.total": ("Jumlah", "Total"),
    "agency_answer": ("Tanggapan perangkat daerah", "Answer of the agency"),
    "conclusion": ("Simpulan pemeriksa", "Conclusion of the auditor"),
    "prepared_by": ("Disusun oleh / tanggal", "Prepared by / date"),
    "reviewed_by": ("Ditelaah oleh / tanggal", "Reviewed by / date"),
    "follow_up.confirmed": ("dikonfirmasi", "confirmed"),
    "follow_up.explained": ("dijelaskan", "explained"),
    "follow_up.not_error": ("bukan kesalahan", "no error"),
    "follow_up_note": ("Catatan tindak lanjut", "Note of the follow-up"),
    "confidence_of": ("keyakinan {share} %", "confidence {share} %"),
    "arithmetic": ("Perhitungan", "Arithmetic"),
    "evidence": ("Bukti", "Evidence"),
    "row": ("Baris", "Row"),
    "column": ("Kolom", "Column"),
    "value": ("Nilai", "Value"),
    "raw_text": ("Tercetak sebagai", "Printed as"),
    "reason": ("Alasan", "Reason"),
    "status": ("Status", "Status"),
    "keys": (
        "Tombol: j / k temuan berikut / sebelum, Enter buka, / cari",
        "Keys: j / k next / previous finding, Enter open, / search",
    ),
    "further_checks": (
        "Hitungan lain yang tidak cocok karena angka ini: {count}",
        "Other sums that this number breaks: {count}",
    ),
    "computed": ("Menurut hitungan", "Computed"),
    "related": ("Angka yang terkait", "Figures concerned"),
    "more": ("{count} baris lagi", "{count} more rows"),
    "show_in_table": ("lihat di tabel", "show in the table"),
    "no_column": ("tanpa kepala kolom", "no column header"),
    "other_document": ("Dokumen pembanding", "Other document"),
    "file": ("Berkas", "File"),
    "agency": ("Perangkat daerah", "Agency"),
    "region": ("Daerah", "Region"),
    "year": ("Tahun", "Year"),
    "producer": ("Dibuat dengan", "Made with"),
    "sha256": ("SHA-256", "SHA-256"),
    "kind.lkjip": ("LKjIP", "LKjIP"),
    "kind.renja": ("Renja", "Renja"),
    "kind.renstra": ("Renstra", "Renstra"),
    "kind.renja_triwulan": ("Renja triwulan", "Quarterly Renja"),
    "kind.dpa": ("DPA", "DPA"),
    "kind.pk": ("Perjanjian Kinerja", "Perjanjian Kinerja"),
    "kind.iku": ("IKU", "IKU"),
    "kind.lra": ("LRA", "LRA"),
    "kind.apbd": ("APBD", "APBD"),
    "kind.other": ("lainnya", "other"),
    "status.ok": ("terbaca", "read"),
    "status.partial": ("terbaca sebagian", "partly read"),
    "status.failed": ("gagal dibaca", "could not be read"),
    "page.tables": ("tabel", "tables"),
    "page.narrative": ("narasi", "text"),
    "page.partial": ("sebagian", "partly read"),
    "page.blank": ("kosong", "blank"),
    "page.failed": ("gagal", "failed"),
    "source.text": ("lapisan teks", "text layer"),
    "source.scan": ("pindaian", "scan"),
    "source.ocr_layer": ("lapisan OCR", "OCR layer"),
    "source": ("Asal teks", "Source"),
    "ledger": ("Daftar halaman", "Page ledger"),
    "ledger_lead": (
        "Tidak ada halaman yang dilewati diam-diam. Nilai besar adalah angka enam digit atau "
        "lebih dengan tanda ribuan; yang belum terbaca tidak ada dalam tabel maupun kalimat.",
        "No page is left out in silence. Amounts are numbers of six digits and more with "
        "grouping marks; unaccounted ones were read neither in a table nor in a sentence.",
    ),
    "ledger_numbers": ("Angka", "Numbers"),
    "ledger_amounts": ("Nilai besar", "Amounts"),
    "ledger_unaccounted": ("Belum terbaca", "Unaccounted"),
    "unaccounted": (
        "Bingkai jingga putus-putus: {count} nilai besar yang belum terbaca dalam tabel maupun "
        "kalimat.",
        "Dashed orange frames: {count} amounts that were read neither in a table nor in a "
        "sentence.",
    ),
    "figure.ok": ("dibaca", "read"),
    "figure.confirmed": ("dikuatkan hitungan", "confirmed by arithmetic"),
    "figure.repaired": ("diperbaiki", "repaired"),
    "figure.decided": ("diputuskan orang", "decided by a person"),
    "figure.suspect": ("diragukan", "doubtful"),
    "figure.unreadable": ("tidak terbaca", "unreadable"),
    "by_status": ("Angka menurut status", "Figures by status"),
    "coverage": ("Angka yang ikut dihitung", "Figures reached by arithmetic"),
    "coverage.none": ("tanpa hitungan", "in no check"),
    "coverage.one": ("dalam 1 hitungan", "in 1 check"),
    "coverage.more": ("dalam 2 hitungan atau lebih", "in 2 or more checks"),
    "identities": (
        "{identities} hitungan diperiksa, {broken} tidak cocok; {untested} dilewati karena "
        "memuat angka yang diragukan.",
        "{identities} checks made, {broken} do not hold; {untested} left out because they "
        "rest on doubtful figures.",
    ),
    "search": ("Cari", "Search"),
    "search_hint": ("nama, tabel, angka …", "name, table, number …"),
    "all": ("semua", "all"),
    "min_amount": ("Selisih paling sedikit (Rp)", "Difference at least (Rp)"),
    "shown": ("{shown} dari {total} temuan", "{shown} of {total} findings"),
    "reset": ("Hapus saringan", "Clear filters"),
    "as_read": ("Tabel seperti dibaca", "Tables as read"),
    "as_read_lead": (
        "Merah: angka yang dipersoalkan temuan. Biru: angka lain dalam hitungannya. "
        "Kuning: angka yang diragukan pembacaannya. Ungu bergaris putus: angka yang artinya "
        "belum pasti. Tiap angka menautkan ke temuannya, atau ke keterangan dari mana "
        "artinya diketahui.",
        "Red: the number a finding is about. Blue: other numbers of its arithmetic. "
        "Yellow: a number whose reading is doubtful. Dashed purple: a number of unsure "
        "meaning. Each number leads to its finding, or to where its meaning comes from.",
    ),
    "no_tables": ("Tidak ada tabel yang terbaca.", "No tables were read."),
    "picture_of_page": ("Gambar halaman {page}", "Picture of page {page}"),
    "crop_of_page": (
        "Potongan halaman {page}; bingkai merah: angka yang dipersoalkan",
        "Part of page {page}; red frame: the number in question",
    ),
    "crop_caption": ("{file}, halaman {page}", "{file}, page {page}"),
    "rows_left_out": (
        "{count} baris lain tidak digambar; lihat tabelnya",
        "{count} more rows are not drawn; see the table",
    ),
    "pages_left_out": (
        "{count} halaman lain yang terkait tidak digambar; lihat tabelnya.",
        "{count} more pages concerned are not drawn; see the tables.",
    ),
    "in_text": ("teks", "text"),
    "no_picture.dump": (
        "Sumbernya salinan teks, jadi tidak ada gambar halaman; barisnya ditampilkan "
        "sebagai teks.",
        "The source is a text dump, so there is no picture; the row is shown as text.",
    ),
    "no_picture.absent": (
        "Berkas sumber tidak ditemukan saat rilis dibuat, jadi tidak ada gambar halaman.",
        "The source file was not there when the release was made, so there is no picture.",
    ),
    "no_picture.changed": (
        "Berkas sumber berubah setelah dibaca, jadi gambar halamannya tidak dibuat.",
        "The source file changed after it was read, so its pages are not drawn.",
    ),
    "no_picture.broken": (
        "Halaman sumber tidak dapat digambar.",
        "The pages of the source could not be drawn.",
    ),
    "no_picture.limit": (
        "{count} gambar dihilangkan agar folder ini tetap kecil; buka halaman itu di "
        "berkas aslinya.",
        "{count} pictures were left out to keep this folder small; open those pages in the "
        "original file.",
    ),
    "workbook": ("Buku kerja (XLSX)", "Workbook (XLSX)"),
    "data": ("Data", "Data"),
    "sheet.summary": ("Ringkasan", "Summary"),
    "sheet.findings": ("Temuan", "Findings"),
    "sheet.figures": ("Angka", "Figures"),
    "sheet.follow_up": ("Tindak lanjut", "Follow-up"),
    "sheet.agencies": ("Per perangkat daerah", "By agency"),
    "recommendation": ("Rekomendasi", "Recommendation"),
    "responsible": ("Penanggung jawab", "Responsible"),
    "due": ("Batas waktu", "Due"),
    "sheet.items": ("Kegiatan", "Items"),
    "sheet.tables": ("Tabel", "Tables"),
    "open_figure": ("Angka", "Figure"),
    "open_page": ("Bukti", "Evidence"),
    "rows_cut": (
        "Lembar Angka memuat {shown} dari {total} baris; selebihnya ada di figures.csv.",
        "Sheet Figures holds {shown} of {total} rows; the rest is in figures.csv.",
    ),
    "open": ("buka", "open"),
    "item_name": ("Nama", "Name"),
    "indikator": ("Indikator", "Indicator"),
    "level": ("Tingkat", "Level"),
    "kode": ("Kode", "Code"),
    "kode_printed": ("Kode tercetak", "Code as printed"),
    "kode_name": ("Nama resmi", "Official name"),
    "edition": ("Edisi", "Edition"),
    "match_status": ("Pencocokan", "Match"),
    "score": ("Nilai kemiripan", "Score"),
    "metric": ("Ukuran", "Metric"),
    "period": ("Masa", "Period"),
    "caption": ("Judul", "Caption"),
    "number": ("Nomor", "Number"),
    "page_first": ("Hal. awal", "First page"),
    "page_last": ("Hal. akhir", "Last page"),
    "rows": ("Baris", "Rows"),
    "columns": ("Kolom", "Columns"),
    "confidence": ("Keyakinan", "Confidence"),
    "method": ("Pembaca", "Reader"),
    "id": ("Id", "Id"),
    "made_by": (
        "Dibuat oleh sidak dari berkas-berkas di atas; tanpa jaringan, boleh disalin utuh.",
        "Made by sidak from the files above; needs no network and may be copied whole.",
    ),
}


def make_translator(lang: str) -> Translator:
    """Return the texts in one language, ``"id"`` or ``"en"``.

    Raises:
        ValueError: If the language is another.
    """
    return Translator(_TEXTS, lang)


def show_number(value: Decimal | None) -> str:
    """Return a number as Indonesian reports print it, in both languages.

    The page stands beside the report: "1.234,5" here and "1,234.5" there would be a trap.
    """
    if value is None:
        return ""
    plain = value.normalize() if value == value.to_integral_value() else value
    return format_number(Decimal(format(plain, "f")))


def show_amount(value: Decimal | None, unit: str | None) -> str:
    """Return a number with its unit: "Rp 1.000", "Rp 12 juta", "96,41 %"."""
    if value is None:
        return ""
    number = show_number(value)
    if not unit:
        return number
    if unit.casefold() == "rp":
        return f"Rp {number}"
    if unit.casefold().startswith("rp "):
        return f"Rp {number} {unit[3:]}"
    return f"{number} {unit}"
