"""Narrative of the LKjIP sample, in our own words, with figures that the tables repeat."""

from bench.corpus.model import Block, Contents, Gap, Text


def heading(text: str, key: str = "") -> Text:
    """A chapter heading."""
    return Text(text, align="center", bold=True, size=1.15, after=10, key=key)


def subheading(text: str, key: str = "") -> Text:
    """A heading inside a chapter."""
    return Text(text, align="left", bold=True, before=6, after=4, key=key)


COVER: tuple[Block, ...] = (
    Gap(60),
    Text("PEMERINTAH KOTA SERANG", align="center", bold=True, size=1.5),
    Gap(120),
    Text("LAPORAN KINERJA INSTANSI PEMERINTAH", align="center", bold=True, size=1.8),
    Text("(LKjIP)", align="center", bold=True, size=1.8),
    Gap(40),
    Text("SEKRETARIAT DAERAH KOTA SERANG", align="center", bold=True, size=1.6),
    Text("TAHUN 2022", align="center", bold=True, size=1.6),
    Gap(170),
    Text("SERANG", align="center", size=1.1),
    Text("2023", align="center", size=1.1),
)

PREFACE: tuple[Block, ...] = (
    heading("KATA PENGANTAR", "KATA PENGANTAR"),
    Text(
        "Laporan ini memuat hasil kerja Sekretariat Daerah Kota Serang selama tahun 2022 "
        "beserta anggaran yang dipakai untuk mencapainya. Isinya disusun dari dokumen "
        "perencanaan, catatan pelaksanaan kegiatan, dan laporan keuangan bagian-bagian di "
        "lingkungan Sekretariat Daerah.",
        indent=0,
    ),
    Text(
        "Kami berharap laporan ini berguna bagi pembaca yang ingin membandingkan rencana "
        "dengan hasil, dan bagi perbaikan perencanaan pada tahun-tahun berikutnya. Masukan "
        "atas kekurangan laporan ini kami terima dengan senang hati."
    ),
    Gap(30),
    Text("Serang, Februari 2023", align="left", indent=290),
    Text("SEKRETARIS DAERAH KOTA SERANG", align="left", bold=True, indent=290),
)

CONTENTS: tuple[Block, ...] = (
    heading("DAFTAR ISI"),
    Contents(
        (
            ("KATA PENGANTAR", "KATA PENGANTAR"),
            ("BAB I PENDAHULUAN", "BAB I"),
            ("1.1. Latar Belakang", "1.1"),
            ("1.2. Susunan Organisasi", "1.2"),
            ("BAB II PERENCANAAN KINERJA", "BAB II"),
            ("BAB III AKUNTABILITAS KINERJA", "BAB III"),
            ("A. Capaian Kinerja", "3A"),
            ("B. Realisasi Anggaran", "3B"),
            ("BAB IV PENUTUP", "BAB IV"),
        )
    ),
    Gap(16),
    heading("DAFTAR TABEL"),
    Contents(
        (
            ("Tabel 1.1 Kondisi Kepegawaian Menurut Eselon", "Tabel 1.1"),
            ("Tabel 2.3 Perjanjian Kinerja Tahun 2022", "Tabel 2.3"),
            ("Tabel 2.5 Program, Kegiatan/Sub Kegiatan dan Pendanaan", "Tabel 2.5"),
            ("Tabel 3.2 Capaian Indikator Kinerja Utama Tahun 2022", "Tabel 3.2"),
            ("Tabel 3.3 Pencapaian Realisasi Kinerja Perangkat Daerah", "Tabel 3.3"),
            ("Tabel 3.4 Pencapaian Realisasi Kinerja dan Anggaran 2020-2022", "Tabel 3.4"),
            ("Tabel 3.5 Pencapaian Realisasi Anggaran Perangkat Daerah", "Tabel 3.5"),
        )
    ),
)

INTRODUCTION: tuple[Block, ...] = (
    heading("BAB I PENDAHULUAN", "BAB I"),
    subheading("1.1. Latar Belakang", "1.1"),
    Text(
        "Setiap perangkat daerah wajib menerangkan penggunaan anggaran dan hasil yang "
        "dicapai dengan anggaran itu. Dasar penyusunan laporan ini adalah Peraturan "
        "Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi "
        "Pemerintah dan Peraturan Menteri PANRB Nomor 53 Tahun 2014."
    ),
    Text(
        "Pada tahun 2022 Sekretariat Daerah melaksanakan 3 program, 18 kegiatan dan 68 sub "
        "kegiatan. Program penunjang urusan menyerap bagian anggaran yang paling besar, "
        "diikuti program pemerintahan dan kesejahteraan rakyat serta program perekonomian "
        "dan pembangunan."
    ),
    subheading("1.2. Susunan Organisasi", "1.2"),
    Text(
        "Sekretariat Daerah dipimpin oleh Sekretaris Daerah yang dibantu tiga asisten. "
        "Jumlah pegawai seluruhnya 70 orang, dengan pembagian menurut eselon pada Tabel "
        "1.1 di bawah ini."
    ),
)

ORGANISATION: tuple[tuple[str, ...], ...] = (
    ("SEKRETARIS DAERAH",),
    (
        "ASISTEN PEMERINTAHAN DAN KESEJAHTERAAN RAKYAT",
        "ASISTEN PEREKONOMIAN DAN PEMBANGUNAN",
        "ASISTEN ADMINISTRASI UMUM",
    ),
    (
        "Bagian Pemerintahan",
        "Bagian Hukum",
        "Bagian Perekonomian",
        "Bagian Pengadaan",
        "Bagian Umum",
        "Bagian Organisasi",
    ),
)

PLANNING: tuple[Block, ...] = (
    heading("BAB II PERENCANAAN KINERJA", "BAB II"),
    Text(
        "Rencana tahun 2022 diturunkan dari Renstra Sekretariat Daerah 2018-2023. "
        "Kesepakatan antara Wali Kota dan Sekretaris Daerah tentang target dan anggaran "
        "program dituangkan dalam perjanjian kinerja berikut."
    ),
)

ACHIEVEMENT: tuple[Block, ...] = (
    Text(
        "Seluruh program dibiayai dari perubahan APBD Kota Serang tahun 2022 dengan jumlah "
        "Rp 56.793.468.159 (lima puluh enam miliar tujuh ratus sembilan puluh tiga juta "
        "empat ratus enam puluh delapan ribu seratus lima puluh sembilan rupiah). Dari "
        "jumlah itu Rp 15.368.240.519 dipakai untuk belanja pegawai dan Rp 41.425.640.640 "
        "untuk belanja langsung."
    ),
    heading("BAB III AKUNTABILITAS KINERJA", "BAB III"),
    subheading("A. Capaian Kinerja", "3A"),
    Text(
        "Capaian dihitung dengan membagi realisasi dengan target, lalu dikalikan seratus. "
        "Nilai akuntabilitas kinerja tahun 2022 sebesar 67,63 dengan predikat B, sedangkan "
        "indeks reformasi birokrasi sebesar 55,73 dari target 62,52."
    ),
)

ANALYSIS: tuple[Block, ...] = (
    Text(
        "Sebagian besar sub kegiatan mencapai target. Pengadaan kendaraan dinas hanya tiga "
        "dari empat unit karena satu unit tidak tersedia sampai akhir tahun, dan beberapa "
        "rancangan peraturan masih dibahas sehingga kegiatan fasilitasi hukum baru mencapai "
        "80,05 persen."
    ),
    subheading("B. Realisasi Anggaran", "3B"),
    Text(
        "Tabel 3.4 membandingkan realisasi tiga tahun terakhir, dan Tabel 3.5 memuat pagu "
        "dan realisasi setiap sub kegiatan pada tahun 2022. Serapan seluruhnya 96,41 %."
    ),
)

CLOSING: tuple[Block, ...] = (
    Gap(6),
    heading("BAB IV PENUTUP", "BAB IV"),
    Text(
        "Dari pagu sebesar Rp 56.793.468.159 telah dibelanjakan Rp 54.752.703.672 atau "
        "96,41 persen. Sisa anggaran terutama berasal dari gaji dan tunjangan serta dari "
        "penghematan pengadaan."
    ),
    Text(
        "Perbaikan yang direncanakan untuk tahun berikutnya adalah penjadwalan pengadaan "
        "lebih awal, pemantauan triwulanan atas capaian sub kegiatan, dan penyelarasan "
        "indikator antara dokumen perencanaan dan laporan."
    ),
)
