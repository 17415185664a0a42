import Foundation

/// One run of the command line, as a shell would run it.
package struct CommandLineRun {
  package let status: Int32
  package let output: String
  package let errors: String

  /// Runs `balbench` in a folder.
  package init(_ arguments: String..., folder: String) throws {
    try self.init(arguments, folder: folder)
  }

  /// Runs `balbench` in a folder, and leaves nothing there but what the command makes.
  ///
  /// - Parameter searchPath: `PATH`, if not that of the tests.
  package init(_ arguments: [String], folder: String, searchPath: String? = nil) throws {
    // Tests run side by side, some of them in one folder.
    let name = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    let process = try Self.start(
      arguments, folder: folder, output: name + "-output.txt", errors: name + "-errors.txt",
      searchPath: searchPath)
    defer {
      try? FileManager.default.removeItem(atPath: name + "-output.txt")
      try? FileManager.default.removeItem(atPath: name + "-errors.txt")
    }
    process.waitUntilExit()
    status = process.terminationStatus
    output = try String(contentsOfFile: name + "-output.txt", encoding: .utf8)
    errors = try String(contentsOfFile: name + "-errors.txt", encoding: .utf8)
  }

  /// Starts `balbench` in a folder of its own, where its output and errors go to `output.txt` and
  /// `errors.txt`.
  package static func start(_ arguments: [String], folder: String) throws -> Process {
    try start(
      arguments, folder: folder, output: folder + "/output.txt", errors: folder + "/errors.txt")
  }

  private static func start(
    _ arguments: [String], folder: String, output: String, errors: String,
    searchPath: String? = nil
  ) throws -> Process {
    // The tests are built beside the executable.
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let process = Process()
    process.executableURL = URL(filePath: tests).deletingLastPathComponent()
      .appending(path: "balbench")
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    if let searchPath {
      process.environment = ProcessInfo.processInfo.environment
        .merging(["PATH": searchPath]) { $1 }
    }
    for path in [output, errors] { try Data().write(to: URL(filePath: path)) }
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }
}
