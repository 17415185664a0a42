/// Why a command ends without success: what is said on standard error, and the exit code.
struct CommandFailure: Error {
  /// The exit codes that scripts can rely on.
  enum Code: Int32 {
    /// A cell or a case failed; what was recorded stands.
    case failedCells = 1
    /// The command line, the experiment or an input is wrong; nothing was run.
    case configuration = 2
  }

  let code: Code
  let message: String

  init(_ code: Code, _ message: String = "") {
    self.code = code
    self.message = message
  }
}
