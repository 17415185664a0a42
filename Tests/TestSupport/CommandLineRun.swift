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

  /// Runs `balbench` in a folder.
  package init(_ arguments: [String], folder: String) throws {
    let process = try Self.start(arguments, folder: folder)
    process.waitUntilExit()
    status = process.terminationStatus
    output = try String(contentsOfFile: "\(folder)/output.txt", encoding: .utf8)
    errors = try String(contentsOfFile: "\(folder)/errors.txt", encoding: .utf8)
  }

  /// Starts `balbench` in a folder, where its output and errors go to text files.
  package static func start(_ arguments: [String], folder: String) throws -> Process {
    // The tests are built beside the executable.
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let process = Process()
    process.executableURL = URL(filePath: tests).deletingLastPathComponent()
      .appending(path: "balbench")
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    let files = try ["output", "errors"].map { name in
      let path = "\(folder)/\(name).txt"
      try Data().write(to: URL(filePath: path))
      return path
    }
    process.standardOutput = FileHandle(forWritingAtPath: files[0])
    process.standardError = FileHandle(forWritingAtPath: files[1])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }
}
