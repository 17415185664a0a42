import Foundation
import Records

/// DuckDB, where it is installed: the program, or the module of Python.
package enum DuckDB: Equatable, Sendable {
  case program(String)
  case module(python: String)

  /// How to get it.
  package static let installation =
    "Install it with `pip install duckdb` (for the python3 in PATH), or take the program from"
    + " https://duckdb.org/install."

  /// What there is in the folders of `PATH`.
  static func find() -> DuckDB? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    func program(_ name: String) -> String? {
      folders.map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile(atPath:))
    }
    if let path = program("duckdb") { return .program(path) }
    guard let python = program("python3"),
      (try? run(python, ["-c", "import duckdb"], in: "/"))?.status == 0
    else { return nil }
    return .module(python: python)
  }

  /// Writes each table's CSV file in a folder again as Parquet.
  func convert(_ tables: [TableDescription], in folder: String) throws {
    let statements = tables.map(Self.statement).joined(separator: "\n")
    let result =
      switch self {
      case .program(let path):
        try Self.run(path, ["-batch", "-bail", "-c", statements], in: folder)
      case .module(let python):
        try Self.run(
          python, ["-c", "import duckdb, sys; duckdb.execute(sys.argv[1])", statements], in: folder)
      }
    guard result.status == 0 else { throw ExportError.duckDB(result.output) }
  }

  private static func statement(_ table: TableDescription) -> String {
    let columns = table.fields.map { "'\($0.name)': '\(type(of: $0))'" }.joined(separator: ", ")
    return """
      COPY (FROM read_csv('\(table.fileName)', auto_detect = false, header = true, delim = ',', \
      quote = '"', escape = '"', nullstr = '', columns = {\(columns)})) \
      TO '\(table.name).parquet' (FORMAT parquet, COMPRESSION zstd);
      """
  }

  private static func type(of field: Field) -> String {
    switch field.type {
    case .string: "VARCHAR"
    case .integer: "BIGINT"
    case .number: "DOUBLE"
    case .boolean: "BOOLEAN"
    }
  }

  private static func run(
    _ program: String, _ arguments: [String], in folder: String
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
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
}
