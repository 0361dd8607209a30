//! Stories of the page in a real browser, found by role and name, driven by clicks and keys.

mod accessible;
mod answers_in_the_wild;
mod at_every_width;
mod backups;
mod connection_panel;
mod copied_command;
mod deep_links;
mod deleting_many;
mod documents;
mod errors_keep_the_input;
mod every_hand;
mod first_paint;
mod keyboard_only;
mod languages;
mod many_rows;
mod markup_is_text;
mod named_connections;
mod nothing_is_leaked;
mod notices;
mod operations;
mod palette;
mod parts;
mod proxy_styles;
mod record;
mod route_check;
mod row_actions;
mod scripted_upstream;
mod secrets_stay_secret;
mod signing_in;
mod survives;
mod two_origins;
mod typed_client;
mod unknown_outcomes;
mod watched;
mod wild;

use backup_tests::{connecting, performing};
