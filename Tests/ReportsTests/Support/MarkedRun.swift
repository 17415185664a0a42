import Foundation
import Records
import Reports
import Testing

/// A run with one row in every recorded table, every value of which is nowhere else.
final class MarkedRun {
  /// Columns of few values, with two of them. Others take any text of their type.
  private static let choices = [
    "blocks.status": ["accepted", "failed"], "attempts.outcome": ["accepted", "failed"],
  ]
  /// Texts that the export takes apart: lists of numbers.
  private static let lists: Set = ["groups.transactions", "summary.accepted_by_tier"]
  /// The columns by which tables are joined have the same value in all of them.
  private static let identity = Set(
    (RowIdentity.leadingColumns + RowIdentity.trailingColumns).map(\.name))

  /// The texts that can be looked for, by column.
  private(set) var marks: [String: String] = [:]
  /// The columns of few values.
  private(set) var unmarked: Set<String> = []
  private let folder: String

  /// - Parameter column: One of few values, which gets the other of two.
  init(changing column: String? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for table in RecordedTables.all {
      let texts = table.fields.map { text(of: $0, in: table.name, changing: column) }
      try AtomicFile.write(
        CSV.line(table.fields.map(\.name)) + CSV.line(texts), to: "\(folder)/\(table.fileName)")
    }
    let run = RunFolder(path: folder)
    try JSONFile.write(
      MadeRun.manifest(sets: ["block_set"], labels: ["label"], question: ""), to: run.manifest)
    try AtomicFile.write("schema: 1\n", to: run.experiment)
    _ = try RunExport(of: run, RunExport.Choice()).write(to: export)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private var export: String { folder + "/export" }

  private func text(of field: Field, in table: String, changing changed: String?) -> String {
    let name = Self.identity.contains(field.name) ? field.name : "\(table).\(field.name)"
    let choices = Self.choices[name] ?? (field.type == .boolean ? ["false", "true"] : [])
    guard choices.isEmpty else {
      unmarked.insert(name)
      return name == changed ? choices[1] : choices[0]
    }
    if let mark = marks[name] { return mark }
    let number = 1_000_001 + marks.count
    let mark =
      switch field.type {
      case .integer, .boolean: "\(number)"
      case .number: "\(number).5"
      case .string: Self.lists.contains(name) ? "\(number)" : name
      }
    marks[name] = mark
    return mark
  }

  private var exportedFiles: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: export).filter { $0.hasSuffix(".csv") }
        .sorted()
    }
  }

  /// The exported tables as they are.
  func exportedText() throws -> [String] {
    try exportedFiles.map { try String(contentsOfFile: "\(export)/\($0)", encoding: .utf8) }
  }

  /// The values of all exported tables.
  func exportedCells() throws -> [String] {
    try exportedFiles.flatMap { try records(of: $0).dropFirst().joined() }
  }

  /// The columns of the exported tables.
  func exportedHeaders() throws -> [String: [String]] {
    try Dictionary(
      uniqueKeysWithValues: exportedFiles.map { ($0, try records(of: $0).first ?? []) })
  }

  /// The columns of the exported tables as `datapackage.json` has them.
  func documentedColumns() throws -> [String: [String]] {
    struct Package: Decodable {
      struct Resource: Decodable {
        struct Schema: Decodable {
          struct Field: Decodable { let name: String }
          let fields: [Field]
        }
        let path: String
        let schema: Schema
      }
      let resources: [Resource]
    }
    let package = try JSONFile.read(Package.self, from: "\(export)/datapackage.json")
    return Dictionary(
      uniqueKeysWithValues: package.resources.map { ($0.path, $0.schema.fields.map(\.name)) })
  }

  private func records(of file: String) throws -> [[String]] {
    let path = "\(export)/\(file)"
    var parser = CSVParser(Array(try Data(contentsOf: URL(filePath: path))), file: path)
    var records: [[String]] = []
    while let record = try parser.next() { records.append(record) }
    return records
  }
}
