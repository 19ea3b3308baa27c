import subprocess
import sys


def loaded_after(code: str) -> set[str]:
    script = f"{code}; import sys; print(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split()
    )


def test_the_forms_helpers_load_no_file_format() -> None:
    lean = loaded_after("import models.offers.typed_terms, models.values.typed, models.exchange.row")
    assert not {"csv", "models.exchange.csv_file", "models.exchange.json_file"} & lean
    assert "models.offers.typed_terms" in lean
