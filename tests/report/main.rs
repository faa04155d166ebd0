//! Reports: pages, JSON, CSV, plots, and what is shown of text from outside.

mod experiments;
mod formats;
mod messages;
mod plots;
mod sample;
mod shown;
mod tables;
mod text;
