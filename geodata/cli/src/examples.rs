//! Examples that stand under the help of each subcommand. The tests run them on the made-up
//! city, in a folder that has its files.

/// Below the help of `liito` itself.
pub const LIITO: &str = "\
Examples:
  liito demo -o city                   a made-up city to try everything on
  liito connectivity areas.geojson     the indices of its network
  liito help connectivity              all that can be asked

Files are read whatever their format; - is what comes in on stdin. Results go to stdout, all
else to stderr. Exit codes: 0 done, 1 bad input, findings or other figures, 2 wrong usage,
3 a file to check that cannot be read.";

pub const CONNECTIVITY: &str = "\
Examples:
  liito connectivity liito_orava_alueet.geojson --max-link 2000 --format text
  liito connectivity liito_orava_alueet.geojson --topology planar --importance --patches-out patches.gpkg
  liito connectivity liito_orava_alueet.geojson --kind glide --tree-cover tree_cover.geojson --curve 300:3000:300";

pub const RUN: &str = "\
Example:
  liito run project.liito --importance --patches-out patches.gpkg";

pub const LINKS: &str = "\
Example:
  liito links --habitat liito_orava_alueet.geojson --tree-cover tree_cover.geojson --land-cover land_cover.geojson lines.geojson --kind glide -o links.gpkg";

pub const GRID: &str = "\
Example:
  liito grid --habitat liito_orava_alueet.geojson --tree-cover tree_cover.geojson --land-cover land_cover.geojson --cell 20 -o costs.tif";

pub const CROSSINGS: &str = "\
Example:
  liito crossings --habitat liito_orava_alueet.geojson --tree-cover tree_cover.geojson --kind glide --top 5";

pub const SENSITIVITY: &str = "\
Example:
  liito sensitivity --habitat liito_orava_alueet.geojson --tree-cover tree_cover.geojson --kind glide --runs 5 --top 3";

pub const VALIDATE: &str = "\
Example:
  liito validate --habitat liito_orava_alueet.geojson --tree-cover tree_cover.geojson --kind glide --connections liito_orava_yhteysviivat.geojson --format text";

pub const IMPACT: &str = "\
Example:
  liito impact --habitat liito_orava_alueet.geojson --tree-cover tree_cover.geojson --kind glide --plan plan.geojson --output annex";

pub const CONVERT: &str = "\
Examples:
  liito convert liito_orava_alueet.geojson -o areas.gpkg
  liito convert liito_orava_alueet.geojson -o areas.fgb --crs EPSG:3067";

pub const CHECK: &str = "\
Example:
  liito check liito_orava_alueet.geojson";

pub const DEMO: &str = "\
Example:
  liito demo --size 6 --seed 7 -o town";

pub const TEMPLATE: &str = "\
Example:
  liito template liito_orava_alueet -o empty.gpkg";

pub const COMPLETIONS: &str = "\
Example:
  liito completions bash";

pub const MAN: &str = "\
Example:
  liito man pages";
