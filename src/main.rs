//! The binary: its arguments in, its exit code out.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    isogloss::run(std::env::args_os())
}
