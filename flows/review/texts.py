"""Texts of the review, in Indonesian and English."""

from sidak.schemas.text.translator import Catalogue, Translator

_TEXTS: Catalogue = {
    "title": ("Sidak: tinjauan", "Sidak: review"),
    "queue": ("Antrean", "Queue"),
    "decisions": ("Keputusan", "Decisions"),
    "findings_tab": ("Temuan", "Findings"),
    "follow_up.confirmed": ("dikonfirmasi", "confirmed"),
    "follow_up.explained": ("dijelaskan", "explained"),
    "follow_up.not_error": ("bukan kesalahan", "no error"),
    "severity.error": ("Kesalahan", "Error"),
    "severity.warning": ("Peringatan", "Warning"),
    "severity.info": ("Catatan", "Note"),
    "no_reason": (
        "Tuliskan alasannya bila temuan dijelaskan atau bukan kesalahan.",
        "Give the reason if a finding is explained or no error.",
    ),
    "reason_of_mark": ("Alasan tindak lanjut", "Reason of the follow-up"),
    "all_agencies": ("Semua perangkat daerah", "All agencies"),
    "all_regions": ("Semua daerah", "All regions"),
    "all_years": ("Semua tahun", "All years"),
    "all_severities": ("Semua bobot", "All severities"),
    "only_open": ("Hanya yang belum ditindaklanjuti", "Only those without follow-up"),
    "findings_count": (
        "{shown} dari {all} temuan; {open} belum ditindaklanjuti",
        "{shown} of {all} findings; {open} without follow-up",
    ),
    "more_findings": ("{count} temuan lain", "{count} more findings"),
    "search": ("Cari", "Search"),
    "all_subjects": ("Semua pertanyaan", "All questions"),
    "figures": ("Angka", "Figures"),
    "items": ("Kode", "Codes"),
    "columns": ("Arti kolom", "Meaning of columns"),
    "rows": ("Nama baris", "Names of rows"),
    "all_documents": ("Semua dokumen", "All documents"),
    "show_decided": ("Tampilkan yang sudah diputuskan", "Show decided ones"),
    "waiting": ("{open} menunggu, {decided} diputuskan", "{open} waiting, {decided} decided"),
    "apply_hint": (
        "Keputusan dipakai pada “sidak run” berikutnya.",
        "Decisions take effect with the next “sidak run”.",
    ),
    "who_title": ("Siapa yang memutuskan?", "Who decides?"),
    "who_hint": (
        "Nama ini dicatat pada setiap keputusan, beserta waktunya.",
        "This name is noted with every decision, and the time.",
    ),
    "who_label": ("Nama", "Name"),
    "who_change": ("ganti", "change"),
    "start": ("Mulai", "Start"),
    "figure_question": ("Berapa angka ini?", "What is this figure?"),
    "item_question": ("Apa kode baris ini?", "Which code has this line?"),
    "column_question": ("Apa arti kolom ini?", "What does this column mean?"),
    "row_question": ("Apa nama baris ini?", "What is the name of this row?"),
    "column_hint": (
        "Keputusan ini berlaku untuk seluruh kolom: {count} angka, {unsure} di antaranya "
        "belum pasti artinya.",
        "This decision holds for the whole column: {count} figures, {unsure} of them of unsure "
        "meaning.",
    ),
    "column_shown": ("Kolom {header} ({figures} angka)", "Column {header} ({figures} figures)"),
    "row_shown": (
        "Baris tanpa nama ({figures} angka)",
        "Row without a name ({figures} figures)",
    ),
    "no_header": ("tanpa kepala", "without header"),
    "header": ("Kepala kolom", "Header"),
    "period": ("Masa", "Period"),
    "period_hint": (
        "2016, 2016-TW1 atau 2013-2018; kosong bila tidak ada",
        "2016, 2016-TW1 or 2013-2018; empty for none",
    ),
    "unit_hint": (
        "Rp, Rp juta, %, Dokumen …; kosong bila tiap baris punya satuan sendiri",
        "Rp, Rp juta, %, Dokumen …; empty if each row has its own",
    ),
    "names_right": (
        "Nama baris-barisnya sudah benar",
        "The names of the rows are right",
    ),
    "examples": ("Isi kolom ini", "What stands in this column"),
    "as_read": ("seperti terbaca", "as read"),
    "accept_meaning": ("Arti yang terbaca sudah benar", "The meaning is right as read"),
    "accept_name": ("Nama yang terbaca sudah benar", "The name is right as read"),
    "type_row": ("Ketik nama baris", "Type the name of the row"),
    "no_row_name": ("Nama baris belum diisi.", "No name of the row given."),
    "no_metric": ("Ukuran itu tidak dikenal; pilih {metrics}.", "Unknown metric; {metrics}."),
    "no_period": (
        "Masa itu tidak dikenal. Tulis misalnya 2016, 2016-TW1 atau 2013-2018.",
        "That is no period. Write 2016, 2016-TW1 or 2013-2018, for example.",
    ),
    "no_unit": (
        "Satuan terlalu panjang, atau memuat tanda ; atau =.",
        "The unit is too long, or holds a ; or =.",
    ),
    "metric.pagu": ("pagu anggaran", "budget"),
    "metric.realisasi_anggaran": ("realisasi anggaran", "budget spent"),
    "metric.serapan": ("serapan anggaran (%)", "share of the budget spent (%)"),
    "metric.sisa": ("sisa anggaran", "budget left"),
    "metric.target": ("target kinerja", "target"),
    "metric.realisasi": ("realisasi kinerja", "result"),
    "metric.capaian": ("capaian kinerja (%)", "share of the target reached (%)"),
    "metric.pertumbuhan": ("pertumbuhan", "growth"),
    "metric.kondisi_akhir": ("kondisi akhir periode", "state at the end of the plan"),
    "metric.lainnya": ("lainnya", "other"),
    "as_column": ("{meaning}", "{meaning}"),
    "as_row": ("nama: {name}", "name: {name}"),
    "page": ("halaman", "page"),
    "page_short": ("hal.", "p."),
    "file": ("Berkas", "File"),
    "when": ("Waktu (UTC)", "Time (UTC)"),
    "decision": ("Keputusan", "Decision"),
    "why_short": ("Alasan", "Reason"),
    "table": ("tabel", "table"),
    "printed": ("Tercetak", "Printed"),
    "reading": ("Terbaca", "Read as"),
    "no_reading": ("tidak terbaca", "not read"),
    "no_code": ("belum ada kode", "no code yet"),
    "reason": ("Alasan ditanyakan", "Why you are asked"),
    "column": ("Kolom", "Column"),
    "row": ("Baris", "Row"),
    "unit": ("Satuan", "Unit"),
    "metric": ("Ukuran", "Metric"),
    "level": ("Tingkat", "Level"),
    "parent": ("Di bawah", "Below"),
    "row_as_read": ("Baris seperti terbaca", "The row as read"),
    "findings": ("Temuan pada angka ini", "Findings about this figure"),
    "choices": ("Pilihan", "Choices"),
    "type_figure": (
        "Ketik angka, misalnya 1.234.567,89",
        "Type a number, such as 1.234.567,89",
    ),
    "type_item": ("Ketik kode atau kata dari nama", "Type a code or words of a name"),
    "why_label": ("Alasan (boleh kosong)", "Reason (optional)"),
    "save": ("Simpan", "Save"),
    "accept": ("Terima bacaan", "Accept reading"),
    "accept_code": ("Terima kode", "Accept code"),
    "unreadable": ("Tidak terbaca", "Unreadable"),
    "no_such_code": ("Tidak punya kode", "Has no code"),
    "skip": ("Lewati", "Skip"),
    "back": ("Kembali", "Back"),
    "undo": ("Batalkan", "Undo"),
    "whole_page": ("Seluruh halaman", "Whole page"),
    "only_row": ("Hanya baris", "Only the row"),
    "picture_alt": ("Gambar halaman dengan sel dibingkai", "Page with the cell framed"),
    "key_type": ("ketik", "type"),
    "done_title": ("Antrean kosong", "The queue is empty"),
    "done_hint": (
        "Tidak ada yang menunggu. Jalankan “sidak run” agar keputusan dipakai.",
        "Nothing is waiting. Run “sidak run” to apply the decisions.",
    ),
    "no_decisions": ("Belum ada keputusan.", "No decisions yet."),
    "same_cells": (
        "berlaku juga untuk {count} sel lain yang tercetak sama di dokumen ini",
        "also for {count} other cells of this document that print the same",
    ),
    "saved_same": (
        "Tersimpan: {what}, juga untuk {count} sel yang sama",
        "Saved: {what}, also for {count} equal cells",
    ),
    "saved": ("Tersimpan: {what}", "Saved: {what}"),
    "undone": ("Dibatalkan: {what}", "Taken back: {what}"),
    "nothing_to_undo": (
        "Tidak ada keputusan Anda di sesi ini yang dapat dibatalkan",
        "No decision of yours in this session to undo",
    ),
    "again": (
        "Tekan Enter sekali lagi untuk tetap menyimpan.",
        "Press Enter again to save it.",
    ),
    "offline": (
        "Server tidak menjawab. Apakah “sidak review” masih berjalan?",
        "The server does not answer. Is “sidak review” still running?",
    ),
    "restarted": (
        "Server dijalankan ulang. Muat ulang halaman ini.",
        "The server was restarted. Reload this page.",
    ),
    "no_source": (
        "Gambar tidak tersedia: berkas {file} tidak ditemukan di inbox atau arsip. "
        "Jalankan lagi dengan --source FOLDER.",
        "No picture: the file {file} is neither in an inbox nor in an archive. "
        "Start again with --source FOLDER.",
    ),
    "no_pages": (
        "Berkas {file} adalah teks: tidak ada halaman untuk digambar.",
        "The file {file} is text: there is no page to draw.",
    ),
    "unaccounted": (
        "{count} nilai besar di halaman ini belum terbaca (bingkai jingga)",
        "{count} amounts of this page were not read (orange frames)",
    ),
    "no_drawing": (
        "Halaman {page} dari {file} tidak dapat digambar.",
        "Page {page} of {file} cannot be drawn.",
    ),
    "gone": (
        "Pertanyaan ini tidak ada lagi dalam rilis terbaru.",
        "This question is not in the latest release any more.",
    ),
    "changed": (
        "Teks sel ini berubah sejak ditampilkan. Lihat lagi sebelum memutuskan.",
        "The cell has changed since it was shown. Look again before you decide.",
    ),
    "other_decided": (
        "{who} baru saja memutuskan: {what}. Simpan untuk menggantikannya.",
        "{who} has just decided: {what}. Save to replace it.",
    ),
    "no_name": ("Nama belum diisi.", "No name given."),
    "too_long": ("Teks terlalu panjang.", "The text is too long."),
    "nothing_to_accept": (
        "Tidak ada bacaan untuk diterima.",
        "There is no reading to accept.",
    ),
    "no_number": ("Bukan angka: {reason}", "No number: {reason}"),
    "no_number_plain": ("Itu bukan angka.", "That is no number."),
    "ambiguous": (
        "Dapat berarti {options}. Pilih salah satu, atau tulis tanpa tanda ribuan.",
        "May mean {options}. Choose one, or write it without grouping.",
    ),
    "or": (" atau ", " or "),
    "wrong_unit": (
        "Angka ini dalam {unit}; yang diketik dalam {typed}. Ketik angkanya saja.",
        "This figure is in {unit}; you typed {typed}. Type the number alone.",
    ),
    "without_unit": ("tanpa satuan", "no unit"),
    "too_exact": (
        "Angka itu terlalu panjang untuk disimpan tanpa pembulatan.",
        "That number is too long to be kept without rounding.",
    ),
    "negative_money": (
        "Pagu atau realisasi anggaran biasanya tidak negatif.",
        "Pagu and realisasi anggaran are hardly ever negative.",
    ),
    "odd_serapan": (
        "Serapan biasanya antara 0 dan 200 persen.",
        "Serapan is usually between 0 and 200 per cent.",
    ),
    "other_digits": (
        "Angka {typed} tidak tercetak di sel ini (“{raw}”). Kesalahan laporan tidak diperbaiki "
        "di sini.",
        "The digits {typed} are not printed in this cell (“{raw}”). Errors of the report are "
        "not corrected here.",
    ),
    "no_kode": (
        "Itu bukan kode nomenklatur: {reason}",
        "That is no nomenclature code: {reason}",
    ),
    "unknown_kode": (
        "Kode {kode} tidak ada dalam daftar nomenklatur yang tersedia.",
        "The code {kode} is in none of the nomenclature lists at hand.",
    ),
    "other_level": (
        "Kode {kode} adalah kode {found}, baris ini {level}.",
        "The code {kode} is one of a {found}, this line is a {level}.",
    ),
    "not_a_code": ("Baris ini tidak memerlukan kode.", "This line needs no code."),
    "as_code": ("kode {kode}", "code {kode}"),
    "as_no_code": ("tidak punya kode", "has no code"),
    "as_value": ("{value}", "{value}"),
    "as_unreadable": ("tidak terbaca", "unreadable"),
    "million": ("juta", "million"),
    "milliard": ("miliar", "billion"),
    "billion": ("triliun", "trillion"),
}


def make_translator(language: str) -> Translator:
    """Return the texts in one language, "id" or "en".

    Raises:
        ValueError: If the language is another.
    """
    return Translator(_TEXTS, language)
