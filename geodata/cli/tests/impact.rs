//! What a plan does to the made-up city, as its planner asks for it.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests are blunt")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use geodata::scenario::Impact;

fn demo(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/demo");
    folder.join(format!("{name}.geojson")).to_str().unwrap().to_owned()
}

fn own(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn liito(arguments: &[&str], language: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liito"));
    command.args(["impact"]).args(arguments).env("LC_ALL", language).output().unwrap()
}

/// What the annex must never say: that is for people to judge.
const NEVER: [&str; 25] = [
    "no significant",
    "not significant",
    "ei merkittäv",
    "merkityksetön",
    "ingen betydande",
    "obetydlig",
    "no derogation",
    "poikkeuslupaa ei",
    "dispens behövs inte",
    "conservation status",
    "suojelutaso",
    "bevarandestatus",
    "compensated",
    "kompensoi",
    "kompenser",
    "habitat hectare",
    "habitat-hectare",
    "luonnonarvohehtaar",
    "habitathektar",
    "suffices",
    "sufficient",
    "riittävä",
    "tillräcklig",
    "lausunto",
    "utlåtande",
];

struct Told {
    annex: String,
    impacts: Vec<Impact>,
    summary: serde_json::Value,
}

/// Runs the command on the draft plan of the made-up city.
fn told(name: &str, language: &str, more: &[&str]) -> Told {
    let folder = own(name);
    // What an earlier run of the tests left is not what this one writes.
    let _ = std::fs::remove_dir_all(&folder);
    let (habitat, trees) = (demo("liito_orava_alueet"), demo("tree_cover"));
    let land = ["land_cover", "lines", "buildings"].map(demo);
    let (plan, connections) = (demo("plan"), demo("liito_orava_yhteysviivat"));
    let mut arguments = vec!["--habitat", &habitat, "--tree-cover", &trees, "--land-cover"];
    arguments.extend(land.iter().map(String::as_str));
    arguments.extend(["--plan", &plan, "--connections", &connections, "--kind", "glide"]);
    arguments.extend(["--topology", "planar", "-o", folder.to_str().unwrap()]);
    arguments.extend(more);
    let output = liito(&arguments, language);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let figures: serde_json::Value = serde_json::from_str(&read("impact.json")).unwrap();
    Told {
        annex: read("annex.md"),
        impacts: serde_json::from_value(figures["impacts"].clone()).unwrap(),
        summary: serde_json::from_slice(&output.stdout).unwrap(),
    }
}

#[test]
fn the_annex_tells_what_is_lost_and_judges_nothing() {
    let runs = [
        ("en", "en_GB.UTF-8", "Computational report", "Judgement of an expert"),
        ("fi", "fi_FI.UTF-8", "Laskentaraportti", "Asiantuntijan arvio"),
        ("sv", "sv_FI.UTF-8", "Beräkningsrapport", "Sakkunnigs bedömning"),
    ];
    for (language, locale, title, judgement) in runs {
        let more = ["--for-authority", "--name", "Draft <b>A</b>"];
        let Told { annex, impacts, summary } = told(&format!("impact_{language}"), locale, &more);
        assert!(annex.starts_with(&format!("# {title}: Draft \\<b\\>A")), "{annex}");
        assert!(annex.contains(judgement) && annex.contains("9/2023"));
        assert!(annex.contains("Lupa- ja valvontavirasto"));
        let lower = annex.to_lowercase();
        for never in NEVER {
            assert!(!lower.contains(never), "{language} says {never}");
        }
        // In the order in which the law looks at it.
        let parts: Vec<usize> =
            (1..=7).map(|n| annex.find(&format!("## {n}. ")).expect("a part")).collect();
        assert!(parts.is_sorted());
        // The years, and nothing but what is planned.
        let years: Vec<f64> = impacts.iter().map(|impact| impact.years).collect();
        assert_eq!(years, [0.0, 10.0, 25.0]);
        let worth = |impact: &Impact| impact.whole.ec_pc_ha.1;
        assert!(worth(&impacts[2]) >= worth(&impacts[0]));
        assert!(impacts[0].plan_ha > 1.0);
        assert_eq!(summary["plan_ha"].as_f64().unwrap(), impacts[0].plan_ha);
        assert!(summary["ec_percent"].as_f64().unwrap() <= 0.0);
    }
}

#[test]
fn the_public_version_keeps_sites_to_itself() {
    let Told { annex, impacts, .. } = told("impact_public", "C", &["--sensitivity", "2"]);
    assert!(annex.contains("Public version"));
    assert!(annex.contains("In 2 runs with other assumptions"));
    // The proposal of the plan grows.
    assert_eq!(impacts.len(), 3);
    assert_eq!(impacts[0].firm.unwrap().runs, 2);
    let named = told("impact_named", "C", &["--for-authority"]).impacts;
    assert!(!named[0].habitat.patches.is_empty() && !named[0].sites.is_empty());
    for patch in &named[0].habitat.patches {
        assert!(!annex.contains(&format!("{}: ", patch.label)), "{}", patch.label);
    }
    // Nor do the figures tell, and links would show where patches are.
    for impact in &impacts {
        assert_eq!(impact.sites.len(), named[0].sites.len());
        assert!(impact.sites.iter().all(|site| site.label.is_empty() && site.links.is_empty()));
        assert!(impact.habitat.patches.is_empty());
        assert!(impact.gaps.iter().all(|gap| gap.labels == Default::default()));
    }
    assert!(own("impact_named/links_after.geojson").exists());
    assert!(!own("impact_public/links_after.geojson").exists());
}

#[test]
fn what_cannot_be_looked_at_is_told() {
    let habitat = demo("liito_orava_alueet");
    let folder = own("impact_none");
    let folder = folder.to_str().unwrap();
    let no_plan = liito(&["--habitat", &habitat, "--kind", "glide", "-o", folder], "C");
    assert_eq!(no_plan.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&no_plan.stderr).contains("--plantings"));
    let straight = liito(&["--habitat", &habitat, "--kind", "euclidean", "-o", folder], "fi");
    assert_eq!(straight.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&straight.stderr).contains("Kaavaa tarkastellaan"));
    let class = liito(&["--habitat", &habitat, "--becomes", "lawn", "-o", folder], "C");
    assert_eq!(class.status.code(), Some(2));
}
