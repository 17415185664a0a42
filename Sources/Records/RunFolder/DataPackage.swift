/// `datapackage.json`: every table and column of a folder, in the Frictionless form.
package struct DataPackage: Encodable, Sendable {
  private struct Resource: Encodable {
    let name: String
    let path: String
    let description: String
    let profile = "tabular-data-resource"
    let format: String
    let mediatype: String
    let encoding = "utf-8"
    let dialect: Dialect?
    let schema: Schema
  }

  private struct Dialect: Encodable {
    let delimiter = ","
    let lineTerminator = "\n"
    let quoteChar = "\""
    let doubleQuote = true
    let header = true
  }

  private struct Schema: Encodable {
    let fields: [Field]
    let missingValues = [""]
    let primaryKey: [String]?
    let foreignKeys: [ForeignKey]?
  }

  private struct Field: Encodable {
    let name: String
    let type: ColumnType
    let description: String
    let unit: String?
    let deterministic: Bool
    let constraints: Constraints
  }

  private struct Constraints: Encodable {
    let required: Bool
  }

  private struct ForeignKey: Encodable {
    let fields: [String]
    let reference: Reference
  }

  private struct Reference: Encodable {
    let resource: String
    let fields: [String]
  }

  /// The forms in which a table can lie beside its data package.
  package enum Format: String, Sendable, CaseIterable {
    case csv
    case parquet
  }

  private let profile = "tabular-data-package"
  private let generator: String
  private let name: String
  private let title: String
  private let resources: [Resource]

  /// The data package of a run of an experiment.
  ///
  /// - Parameter generator: The command that writes it.
  package init(
    experiment: String, question: String, generator: String = "balbench run",
    tables: [TableDescription] = RecordedTables.all,
    format: Format = .csv
  ) {
    // Frictionless wants names that can stand in a URL, in small letters.
    name = experiment.lowercased()
    self.generator = generator
    title = question
    resources = tables.map { table in
      Resource(
        name: table.name, path: "\(table.name).\(format.rawValue)", description: table.summary,
        format: format.rawValue,
        mediatype: format == .csv ? "text/csv" : "application/vnd.apache.parquet",
        dialect: format == .csv ? Dialect() : nil, schema: Self.schema(of: table))
    }
  }

  private static func schema(of table: TableDescription) -> Schema {
    Schema(
      fields: table.fields.map { field in
        Field(
          name: field.name, type: field.type, description: field.definition,
          unit: field.unit?.rawValue, deterministic: field.isDeterministic,
          constraints: Constraints(required: field.isRequired))
      },
      primaryKey: table.primaryKey.isEmpty ? nil : table.primaryKey,
      foreignKeys: table.foreignKeys.isEmpty
        ? nil
        : table.foreignKeys.map {
          ForeignKey(
            fields: $0.fields, reference: Reference(resource: $0.table, fields: $0.fields))
        })
  }
}
