//! Reports: pages, JSON, CSV, plots, and what is shown of text from outside.

mod advice;
mod assumed;
mod causes;
mod compared;
mod experiments;
mod formats;
mod keeping_up;
mod languages;
mod messages;
mod nation;
mod nation_picture;
mod plots;
mod reading;
mod sample;
mod shown;
mod support;
mod tables;
mod text;
