import Foundation

/// The Python that the tests of external strategies need.
enum Python {
  static let isThere = status(of: ["--version"]) == 0
  /// Whether the package `jsonschema` is installed.
  static let hasSchemas = isThere && status(of: ["-c", "import jsonschema"]) == 0

  /// Runs it, and takes all that it says.
  static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  private static func status(of arguments: [String]) -> Int32 {
    (try? run(arguments))?.status ?? -1
  }
}
