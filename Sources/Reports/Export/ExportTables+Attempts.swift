import Records

extension ExportTables {
  /// Whether a column is the time of a phase, of which there is a long table.
  static func isPhase(_ field: Field) -> Bool { phaseNames.contains(field.name) }

  private static let phaseNames = Set(
    AttemptRow.table.columns.map(\.field)
      .filter { $0.unit == .nanoseconds && !$0.isDeterministic && $0.name != "total_ns" }
      .map(\.name))

  var attempts: ExportTable? {
    let elsewhere = AttemptRow.table.columns.map(\.field).filter {
      Self.isPhase($0) || $0.unit == .edges || $0.unit == .reads
    }
    return projection(
      of: AttemptRow.table, name: "attempts", keys: ExportColumn.run(), key: Self.toAttempt.fields,
      references: [Self.toRun], without: Set(elsewhere.map(\.name)))
  }

  var phases: ExportTable? {
    let entries = entries { field in
      Self.isPhase(field) ? [String(field.name.dropLast("_ns".count))] : nil
    }
    return long(
      "phases", "One row per attempt and measured phase; some run beside others.",
      dimensions: [Field("phase", .string, ExportTable.Entry.definition(entries, of: 0))],
      value: Field(
        "elapsed_ns", .integer, unit: .nanoseconds, isDeterministic: false, "Time it took."),
      entries)
  }

  var reads: ExportTable? {
    let entries = entries { field in
      field.unit == .reads ? [String(field.name.dropLast("_reads".count))] : nil
    }
    return long(
      "reads", "One row per attempt and sort of reads from its store.",
      dimensions: [Field("sort", .string, ExportTable.Entry.definition(entries, of: 0))],
      value: Field(
        "reads", .integer, unit: .reads,
        isDeterministic: entries.allSatisfy { $0.column.field.isDeterministic },
        "Number of such reads."),
      entries)
  }

  var edges: ExportTable? {
    let classes = [
      "true_edges_": "true", "false_edges_": "false", "missed_harmful_": "missed-harmful",
      "missed_benign_": "missed-benign", "missed_unknown_": "missed-unknown",
    ]
    let entries = entries { field in
      guard field.unit == .edges,
        let (prefix, name) = classes.first(where: { field.name.hasPrefix($0.key) })
      else { return nil }
      return [name, Self.kind(field.name.dropFirst(prefix.count))]
    }
    return long(
      "edges", "One row per attempt, class and kind of edge.",
      dimensions: [
        Field(
          "classification", .string,
          "true: dependencies inside groups; false: joins without need; missed-harmful,"
            + " missed-benign, missed-unknown: dependencies between groups, by what they did."),
        Field(
          "kind", .string,
          "write-write, read-after-write, same-sender; or unexplained: joins without need of a"
            + " strategy that does not say why it joins."),
      ],
      value: Field("edge_count", .integer, unit: .edges, "Number of such edges."), entries)
  }

  var groups: ExportTable? {
    projection(
      of: GroupRow.table, name: "groups", keys: ExportColumn.run(), key: Self.toGroup.fields,
      references: [Self.toAttempt], without: ["transactions"])
  }

  /// The members of groups, one a row.
  var groupTransactions: ExportTable {
    typealias Member = (group: Keyed<GroupRow>, transaction: Substring)
    let group = ExportColumn.own(GroupRow.table) { ["attempt", "group"].contains($0.name) }
    let columns = (ExportColumn.run() + group).map {
      $0.within { (member: Member) in member.group }
    }
    return ExportTable(
      "group_transactions", "One row per transaction of each group of an attempt.",
      columns: columns + [
        ExportColumn(Field("transaction", .integer, "Its position in the block, from 0.")) {
          String($0.transaction)
        }
      ], key: Self.toAttempt.fields + ["transaction"],
      references: [Self.toGroup, ForeignKey(["block_id", "transaction"], in: "transactions")]
    ) { source, body in
      try source.forEachKeyed(GroupRow.table) { keyed in
        for transaction in keyed.row.transactions.split(separator: " ") {
          try body((keyed, transaction))
        }
      }
    }
  }

  var workers: ExportTable? {
    projection(
      of: WorkerRow.table, name: "workers", keys: ExportColumn.run(),
      key: Self.toAttempt.fields + ["worker"], references: [Self.toAttempt])
  }

  var spans: ExportTable? {
    projection(
      of: SpanRow.table, name: "spans", keys: ExportColumn.run(), key: [],
      references: [Self.toAttempt])
  }

  var conflicts: ExportTable? {
    projection(
      of: ConflictRow.table, name: "conflicts", keys: ExportColumn.run(),
      key: Self.toAttempt.fields + [
        "classification", "kind", "resource", "first_transaction", "second_transaction",
      ], references: [Self.toAttempt])
  }

  private static let toGroup = ForeignKey(toAttempt.fields + ["group"], in: "groups")

  private func entries(_ labels: (Field) -> [String]?) -> [ExportTable.Entry<AttemptRow>] {
    AttemptRow.table.columns.compactMap { column in
      guard isIncluded(column.field), let labels = labels(column.field) else { return nil }
      return ExportTable.Entry(labels: labels, column: column)
    }
  }

  private func long(
    _ name: String, _ summary: String, dimensions: [Field], value: Field,
    _ entries: [ExportTable.Entry<AttemptRow>]
  ) -> ExportTable? {
    guard !entries.isEmpty else { return nil }
    let attempt = ExportColumn.own(AttemptRow.table) { $0.name == "attempt" }
    return .long(
      name, summary, of: AttemptRow.table, keys: ExportColumn.run() + attempt,
      dimensions: dimensions, value: value, references: Self.toAttempt, entries: entries)
  }
}
