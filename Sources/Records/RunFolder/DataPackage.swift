/// `datapackage.json`: every table and column of a run folder, in the Frictionless form.
package struct DataPackage: Encodable, Sendable {
  private struct Resource: Encodable {
    let name: String
    let path: String
    let description: String
    let profile = "tabular-data-resource"
    let format = "csv"
    let mediatype = "text/csv"
    let encoding = "utf-8"
    let dialect = Dialect()
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

  private let profile = "tabular-data-package"
  private let name: String
  private let title: String
  private let resources: [Resource]

  /// The data package of a run of an experiment.
  package init(experiment: String, question: String) {
    name = experiment
    title = question
    resources = RecordedTables.all.map { table in
      Resource(
        name: table.name, path: table.fileName, description: table.summary,
        schema: Schema(
          fields: table.fields.map { field in
            Field(
              name: field.name, type: field.type, description: field.definition,
              unit: field.unit?.rawValue, deterministic: field.isDeterministic,
              constraints: Constraints(required: field.isRequired))
          }))
    }
  }
}
