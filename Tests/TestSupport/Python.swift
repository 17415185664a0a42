import Foundation

/// The Python that some tests need: that of `.venv`, which `make test-all` makes, or python3.
package enum Python {
  /// The folder of the virtual environment's programs; `nil` when it was not made.
  package static let environment: String? = {
    let folder = PackageRoot.folder.appending(path: ".venv/bin").path
    return FileManager.default.isExecutableFile(atPath: folder + "/python3") ? folder : nil
  }()

  /// Whether there is one at all.
  package static let isThere = status(of: ["--version"]) == 0
  /// Whether the package `jsonschema` is installed.
  package static let hasSchemas = hasModule("jsonschema")
  /// Whether the package `frictionless` is installed.
  package static let hasFrictionless = hasModule("frictionless")
  /// Whether the package `duckdb` is installed.
  package static let hasDuckDB = hasModule("duckdb")

  /// What a test says that is skipped for want of a package.
  package static let absence =
    "python3 has not the packages of notebooks-export/requirements.txt: run `make notebooks`"

  /// Runs it in a folder, and takes all that it says.
  package static func run(
    _ arguments: [String], folder: String = "/"
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [environment.map { $0 + "/python3" } ?? "python3"] + arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  private static func hasModule(_ name: String) -> Bool {
    isThere && status(of: ["-c", "import \(name)"]) == 0
  }

  private static func status(of arguments: [String]) -> Int32 {
    (try? run(arguments))?.status ?? -1
  }
}
