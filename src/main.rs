//! The binary: its arguments in, its exit code out.

fn main() -> std::process::ExitCode {
    isogloss::run(std::env::args_os())
}
