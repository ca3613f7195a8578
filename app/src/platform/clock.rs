//! What day it is.

use geodata::model::Date;

/// The day it is where the reader is.
pub fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let year = u16::try_from(now.get_full_year()).ok()?;
    let month = u8::try_from(now.get_month() + 1).ok()?;
    Date::new(year, month, u8::try_from(now.get_date()).ok()?).ok()
}
