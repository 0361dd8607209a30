//! Widgets that know neither the model nor any text of their own.
