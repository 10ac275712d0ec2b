"""What the values of a column look like."""

from sidak.normalisers.header.profiles import find_entries, profile_column


def test_entries_of_a_list_are_no_quantities() -> None:
    """Rows lost their names where "2. Uang Lembur" was read as two of something."""
    names = ["1. Gaji dan\nTunjangan", "2. Tambahan Penghasilan", "3. Uang Lembur", "Jumlah"]
    assert profile_column(names).quantity == 0


def test_quantities_do_not_count_on() -> None:
    assert find_entries(["12. Bulan", "3. Orang", "7. Paket"]) == frozenset()
    assert profile_column(["12 Bulan", "3 Orang", "7 Paket"]).quantity == 1


def test_entries_count_on() -> None:
    assert find_entries(["Belanja", "1. Gaji", "2. Lembur"]) == frozenset({1, 2})


def test_errors_of_a_spreadsheet_stand_for_numbers() -> None:
    profile = profile_column(["#DIV/0!", "36.55", "#DIV/0!", "40.83", "#REF!"])
    assert (profile.numeric, profile.quantity, profile.money) == (1.0, 1.0, 0.0)


def test_budgets_are_round_sums() -> None:
    amounts = ["180.000.000", "Rp 50.000,00", "95.250", "1 paket"]
    assert profile_column(amounts).thousands == 0.5
