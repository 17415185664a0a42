import Foundation
import Records

/// Writes what a run recorded as tidy tables, with a data package that documents them.
package struct RunExport {
  /// What is exported, and how.
  package struct Choice: Sendable {
    /// The names of the tables; nil for all.
    package var tables: [String]?
    /// The forms in which each is written.
    package var formats: Set<DataPackage.Format> = [.csv, .parquet]
    /// Whether times and other measurements are exported.
    package var includesMeasurements = true

    package init() {}
  }

  /// What was written.
  package struct Outcome: Encodable, Sendable {
    /// A table that was written.
    package struct Table: Encodable, Sendable {
      package let name: String
      package let rows: Int
      package let columns: Int
    }

    package let folder: String
    package let tables: [Table]
    package let formats: [String]
    /// Why there is no Parquet though it was asked for.
    package var notice: String?
  }

  /// The names of all tables.
  package static let tableNames = ExportTables(includesMeasurements: true).all
    .map(\.description.name)

  private static let experiment = "experiment.yaml"

  private let source: ExportSource
  private let tables: [ExportTable]
  private let choice: Choice

  /// Reads a run.
  package init(of folder: RunFolder, _ choice: Choice) throws {
    self.choice = choice
    tables = try Self.tables(choice)
    source = try ExportSource(folder)
  }

  /// Writes the export to a folder, which appears when it is complete.
  package func write(to path: String) throws -> Outcome {
    let duckDB = choice.formats.contains(.parquet) ? DuckDB.find() : nil
    guard duckDB != nil || choice.formats.contains(.csv) else { throw ExportError.noDuckDB }
    let folder = try ExportFolder(path: path, files: Self.files)
    do {
      let written = try writeTables(to: folder.staging)
      let descriptions = documented()
      try duckDB?.convert(descriptions, in: folder.staging)
      let keepsCSV = choice.formats.contains(.csv)
      if !keepsCSV {
        for table in descriptions {
          try FileManager.default.removeItem(atPath: "\(folder.staging)/\(table.fileName)")
        }
      }
      try JSONFile.write(
        DataPackage(
          experiment: source.manifest.experiment, question: source.manifest.question,
          generator: ExportFolder.generator, tables: descriptions,
          format: keepsCSV ? .csv : .parquet),
        to: "\(folder.staging)/\(ExportFolder.dataPackage)")
      try FileManager.default.copyItem(
        atPath: source.folder.experiment, toPath: "\(folder.staging)/\(Self.experiment)")
      try folder.commit()
      let formats = (keepsCSV ? ["csv"] : []) + (duckDB == nil ? [] : ["parquet"])
      var outcome = Outcome(folder: path, tables: written, formats: formats)
      if choice.formats.contains(.parquet), duckDB == nil {
        outcome.notice = "no Parquet: DuckDB is not installed. \(DuckDB.installation)"
      }
      return outcome
    } catch {
      folder.discard()
      throw error
    }
  }

  private static func tables(_ choice: Choice) throws(ExportError) -> [ExportTable] {
    let all = ExportTables(includesMeasurements: choice.includesMeasurements).all
    guard let names = choice.tables else { return all }
    for name in names where !all.contains(where: { $0.description.name == name }) {
      guard tableNames.contains(name) else {
        throw .unknownTable(name, known: tableNames)
      }
      throw .onlyMeasured(name)
    }
    return all.filter { names.contains($0.description.name) }
  }

  /// Everything that an export can hold.
  private static var files: Set<String> {
    Set(
      tableNames.flatMap { name in DataPackage.Format.allCases.map { "\(name).\($0.rawValue)" } }
        + [ExportFolder.dataPackage, experiment])
  }

  private func writeTables(to folder: String) throws -> [Outcome.Table] {
    try tables.map { table in
      let file = try AtomicFile(path: "\(folder)/\(table.description.fileName)")
      try file.write(CSV.line(table.description.fields.map(\.name)))
      var rows = 0
      try table.forEachRecord(source) { record in
        try file.write(CSV.line(record))
        rows += 1
      }
      try file.commit()
      return Outcome.Table(
        name: table.description.name, rows: rows, columns: table.description.fields.count)
    }
  }

  /// The tables' descriptions, with those references alone whose other end is exported too.
  private func documented() -> [TableDescription] {
    var complete = Set(tables.map(\.description.name))
    if !source.hasEveryTruth { complete.remove("transactions") }
    return tables.map(\.description).map { table in
      TableDescription(
        table.name, table.summary, fields: table.fields, primaryKey: table.primaryKey,
        foreignKeys: table.foreignKeys.filter { complete.contains($0.table) })
    }
  }
}
