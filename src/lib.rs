#![doc = include_str!("README.md")]

pub mod text;

pub mod diagnostic;

pub mod settings;

pub mod layouts;

pub mod assets;
