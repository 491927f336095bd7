"""The parts for continuous integration, run as they will be run: pre-commit's hooks, and the script of the GitHub action."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import seedkit

ROOT = Path(__file__).parents[2]
GAP = "Ways to rest\n\n1. Sit\n\nOn a chair\u200b.\n\n2. Lie\n\nOn a sofa. \n\n4. Float\n\nIn a lake.\n"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a run: this interpreter's commands first, git without settings, pre-commit with a home of its own."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }


def run(folder: Path, environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def repository(folder: Path, environment: dict[str, str]) -> str:
    """Make a folder a repository with all that is in it, and return its commit."""
    for command in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "all")):
        assert run(folder, environment, "git", *command).returncode == 0
    return run(folder, environment, "git", "rev-parse", "HEAD").stdout.strip()


def test_pre_commit_runs_the_hooks(tmp_path: Path, environment: dict[str, str]) -> None:
    """The manifest as it is, but for the language: `python` would install from an index, `system` takes the seedkit under test."""
    hooks, project = tmp_path / "hooks", tmp_path / "project"
    manifest = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert manifest.count("language: python") == len(yaml.safe_load(manifest)) == 2
    hooks.mkdir()
    (hooks / ".pre-commit-hooks.yaml").write_text(manifest.replace("language: python", "language: system"), encoding="utf-8")
    commit = repository(hooks, environment)

    (project / "drafts").mkdir(parents=True)
    (project / "drafts" / "REST.TXT").write_text(GAP, encoding="utf-8")
    (project / "README.md").write_text("TODO: write\n", encoding="utf-8")
    (project / "data.csv").write_text("TODO: write\n", encoding="utf-8")
    (project / "seedkit.toml").write_text('select = ["SK1", "SK2", "SK7"]\n', encoding="utf-8")
    config = {"repos": [{"repo": str(hooks), "rev": commit, "hooks": [{"id": "seedkit-check"}]}]}
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    repository(project, environment)

    done = run(project, environment, "pre-commit", "run", "--all-files", "--verbose")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "drafts/REST.TXT:11:4: warning SK203 numbering-gap: number 3 is missing between 2 and 4" in done.stdout
    assert "1 article checked: 2 warning" in done.stdout

    config["repos"][0]["hooks"] = [{"id": "seedkit-fix"}]
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (project / "seedkit.toml").write_text('select = ["SK708"]\n', encoding="utf-8")
    run(project, environment, "git", "add", ".")
    done = run(project, environment, "pre-commit", "run", "--all-files")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "files were modified by this hook" in done.stdout
    assert (project / "drafts" / "REST.TXT").read_text("utf-8") == GAP.replace("sofa. ", "sofa.")
    assert run(project, environment, "pre-commit", "run", "--all-files").returncode == 0


def test_the_version_of_the_hooks_is_that_of_the_package() -> None:
    page = (ROOT / "docs" / "checking.md").read_text("utf-8")
    assert page.count(f"v{seedkit.__version__}") == 3


@pytest.mark.parametrize(
    ("arguments", "sarif", "status"),
    [("drafts", "found.sarif", 1), ("drafts --select SK1", "", 0), ("", "", 0), ("nowhere", "", 2)],
)
def test_the_script_of_the_action(tmp_path: Path, environment: dict[str, str], arguments: str, sarif: str, status: int) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    (step,) = (step for step in action["runs"]["steps"] if step.get("name") == "Check")
    assert step["env"] == {"ARGUMENTS": "${{ inputs.arguments }}", "SARIF": "${{ inputs.sarif }}"}
    assert set(action["inputs"]) == {"arguments", "sarif"}
    for folder, text in (("drafts", GAP.replace("sofa. ", "sofa.")), ("seeds", GAP.replace("4.", "3.").replace("\u200b", ""))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "rest.txt").write_text(text, encoding="utf-8")
    inputs = {"ARGUMENTS": arguments, "SARIF": sarif}
    done = run(tmp_path, environment | inputs, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"])
    assert done.returncode == status, done.stdout + done.stderr
    assert ("::warning file=drafts/rest.txt,line=11" in done.stdout) is (status == 1)
    assert (tmp_path / "found.sarif").is_file() is bool(sarif)


def test_the_snippets_of_the_page_are_yaml() -> None:
    page = (ROOT / "docs" / "checking.md").read_text("utf-8")
    snippets = [part.partition("```")[0] for part in page.split("```yaml\n")[1:]]
    assert len(snippets) == 5
    for snippet in snippets:
        assert yaml.safe_load(snippet)
    assert "--format gitlab --output gl-code-quality-report.json" in page
    assert "--format junit --output seedkit.xml" in page
