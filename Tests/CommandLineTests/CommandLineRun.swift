import Foundation
import TestSupport

/// One run of the command line, as a shell would run it.
struct CommandLineRun {
  let status: Int32
  let output: String
  let errors: String

  /// Runs `balbench` in a folder.
  init(_ arguments: String..., folder: String) throws {
    try self.init(arguments, folder: folder)
  }

  /// Runs `balbench` in a folder.
  init(_ arguments: [String], folder: String) throws {
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
    process.waitUntilExit()
    status = process.terminationStatus
    output = try String(contentsOfFile: files[0], encoding: .utf8)
    errors = try String(contentsOfFile: files[1], encoding: .utf8)
  }
}
