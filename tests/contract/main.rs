//! The client against the emulated cloud's core, in process, and against transports that answer as told.

mod asking;
mod command;
mod endpoints;
mod following;
mod in_process;
mod links;
mod long_answers;
mod misbehaviour;
mod operations;
mod outcomes;
mod pages;
mod proxy;
mod repeats;
mod route_check;
mod scripted;
mod secrets;
