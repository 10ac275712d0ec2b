"""``python -m bench``: the benchmarks, each a command; ``sidak bench`` starts this."""

import typer

from bench.ablation.evaluate import AblationOptions, run_ablation
from bench.accuracy import AccuracyOptions, run_accuracy
from bench.balance import BalanceOptions, run_balance
from bench.boxes import BoxOptions, run_boxes
from bench.command_line import add_command
from bench.faults.evaluate import FaultOptions, run_faults
from bench.findings.evaluate import FindingOptions, run_findings
from bench.injected_errors.evaluate import InjectionOptions, run_injected_errors
from bench.matching.evaluate import MatchingOptions, run_matching
from bench.meaning.evaluate import MeaningOptions, run_meaning
from bench.numbers import NumberOptions, run_numbers
from bench.ocr_noise.evaluate import OcrNoiseOptions, run_ocr_noise
from bench.scale.evaluate import ScaleOptions, measure_scale
from bench.scale.kills import KillOptions, measure_kills
from bench.scans import ScanOptions, run_scans
from bench.speed.evaluate import SpeedOptions, run_speed
from bench.third_party.evaluate import ThirdPartyOptions, run_third_party

app = typer.Typer(
    help="Measure sidak against labelled pages. 'sidak bench accuracy --help' says more.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
add_command(app, "accuracy", AccuracyOptions, run_accuracy)
add_command(app, "meaning", MeaningOptions, run_meaning)
add_command(app, "numbers", NumberOptions, run_numbers)
add_command(app, "matching", MatchingOptions, run_matching)
add_command(app, "scans", ScanOptions, run_scans)
add_command(app, "boxes", BoxOptions, run_boxes)
add_command(app, "balance", BalanceOptions, run_balance)
add_command(app, "scale", ScaleOptions, measure_scale)
add_command(app, "kills", KillOptions, measure_kills)
add_command(app, "planted", InjectionOptions, run_injected_errors)
add_command(app, "findings", FindingOptions, run_findings)
add_command(app, "faults", FaultOptions, run_faults)
add_command(app, "seeded", OcrNoiseOptions, run_ocr_noise)
add_command(app, "foreign", ThirdPartyOptions, run_third_party)
add_command(app, "speed", SpeedOptions, run_speed)
add_command(app, "ablation", AblationOptions, run_ablation)

if __name__ == "__main__":
    app(prog_name="sidak bench")
