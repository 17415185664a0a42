import Foundation
import Records
import TestSupport
import Testing

/// `balbench export` as scripts see it, on a run of the tests' own.
@Suite final class ExportCommandTests {
  private static let experiment = """
    schema: 1
    name: Exported
    question: "What, exactly?"
    blockSets:
      - name: made
        generate:
          seed: 2
          blocks: 2
          transactions: 20
          mix: {token: 2, swap: 1, oracleRead: 4, oracleUpdate: 1}
          oracleConflictsPercent: 100
      - name: other
        generate: {seed: 3, blocks: 1, transactions: 5, mix: {transfer: 1}}
      - {name: away, path: nothing, optional: true}
    strategies: [sequential, singletons, address-narrowed, attributed-reads]
    tiers: [refined, sequential]
    execution: {workers: 2, repeats: 2, store: [memory, {latency: {coldRead_us: 1}}], spans: true}

    """

  private let folder: String
  private let run: RunFolder

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    run = RunFolder(path: try Self.results(of: Self.experiment, in: folder))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Runs an experiment, and says where its results are.
  private static func results(of experiment: String, in folder: String) throws -> String {
    try experiment.write(toFile: "\(folder)/e.yaml", atomically: true, encoding: .utf8)
    let run = try CommandLineRun("run", "e.yaml", folder: folder)
    let last = try #require(run.output.split(separator: "\n").last, "\(run.errors)")
    return "\(folder)/\(last.dropFirst("results: ".count))"
  }

  private func export(
    _ arguments: String..., to target: String = "export", searchPath: String? = nil
  ) throws -> CommandLineRun {
    try CommandLineRun(
      ["export", run.path, "--to", target] + arguments, folder: folder, searchPath: searchPath)
  }

  private func recorded<Row>(_ table: Table<Row>) throws -> [Row] {
    let path = run.table(table)
    return try table.read(Array(Data(contentsOf: URL(filePath: path))), file: path)
  }

  /// The rows of an exported table, by column.
  private func exported(_ table: String, in target: String = "export") throws -> [[String: String]]
  {
    let path = "\(folder)/\(target)/\(table).csv"
    var parser = CSVParser(Array(try Data(contentsOf: URL(filePath: path))), file: path)
    let header = try #require(try parser.next())
    var rows: [[String: String]] = []
    while let record = try parser.next() {
      rows.append(Dictionary(uniqueKeysWithValues: zip(header, record)))
    }
    return rows
  }

  private func files(in target: String = "export") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(target)").sorted()
  }

  /// Rows of a table of the attempts at blocks, by what they are of.
  private func byAttempt(_ rows: [[String: String]]) throws -> [[String]: [[String: String]]] {
    let blocks = Dictionary(
      uniqueKeysWithValues: try exported("chain_blocks").map { ($0["block_id"], $0) })
    let configurations = Dictionary(
      uniqueKeysWithValues: try exported("configurations").map { ($0["configuration_id"], $0) })
    return try Dictionary(grouping: rows) { row in
      let block = try #require(blocks[row["block_id"]])
      let configuration = try #require(configurations[row["configuration_id"]])
      return [
        block["block_set"], block["block_number"], configuration["label"],
        configuration["workers"], configuration["store"], row["repeat"], row["attempt"],
      ].compactMap { $0 }
    }
  }

  private func key(_ row: AttemptRow) -> [String] {
    key(row.identity) + ["\(row.attempt)"]
  }

  private func key(_ identity: RowIdentity) -> [String] {
    [
      identity.blockSet, "\(identity.blockNumber)", identity.label, "\(identity.workers)",
      identity.store, "\(identity.repetition)",
    ]
  }

  /// The export is held against this list, column by column.
  @Test func aRunRecordsTheTablesThatAreListed() throws {
    let tables = try FileManager.default.contentsOfDirectory(atPath: run.path)
      .filter { $0.hasSuffix(".csv") }
    #expect(Set(tables) == Set(RecordedTables.all.map(\.fileName)))
  }

  @Test func longTablesHoldWhatTheRecordedOnesDo() throws {
    #expect(try export("--format", "csv").status == 0)
    let attempts = try recorded(AttemptRow.table)
    #expect(attempts.contains { $0.outcome == .failed })
    let phases = try byAttempt(try exported("phases"))
    let edges = try byAttempt(try exported("edges"))
    let reads = try byAttempt(try exported("reads"))
    func value(_ rows: [[String: String]]?, _ labels: [String: String], _ column: String) -> String
    {
      let found = rows?.filter { row in labels.allSatisfy { row[$0.key] == $0.value } } ?? []
      return found.count > 1 ? "twice" : found.first?[column] ?? ""
    }
    for row in attempts {
      let key = key(row)
      #expect(
        value(phases[key], ["phase": "exec"], "elapsed_ns") == row.phases.exec.fieldText)
      #expect(
        value(phases[key], ["phase": "merkle_wait"], "elapsed_ns")
          == row.phases.merkleWait.fieldText)
      #expect(value(reads[key], ["sort": "cold"], "reads") == row.reads.cold.fieldText)
      for (name, counts) in [
        ("true", row.edges.trueEdges), ("missed-harmful", row.edges.missedHarmful),
      ] {
        let labels = ["classification": name, "kind": "read-after-write"]
        #expect(value(edges[key], labels, "edge_count") == counts.readAfterWrite.fieldText)
      }
      #expect(
        value(edges[key], ["classification": "false", "kind": "unexplained"], "edge_count")
          == row.edges.unexplainedFalseEdges.fieldText)
    }
  }

  @Test func listsAreRows() throws {
    #expect(try export("--format", "csv").status == 0)
    let members = try byAttempt(try exported("group_transactions"))
    for row in try recorded(GroupRow.table) {
      let own = members[key(row.identity) + ["\(row.attempt)"]]?
        .filter { $0["group"] == "\(row.group)" }.compactMap { $0["transaction"] }
      #expect(own?.joined(separator: " ") == row.transactions)
    }
    let tiers = try Dictionary(grouping: exported("tiers")) {
      [$0["block_set"], $0["configuration_id"]]
    }
    let summary = try exported("summary")
    let recordedSummary = try recorded(SummaryRow.table)
    #expect(summary.count == recordedSummary.count)
    for (row, recorded) in zip(summary, recordedSummary) {
      let own = tiers[[row["block_set"], row["configuration_id"]]]?.compactMap { $0["blocks"] }
      #expect(own?.joined(separator: "/") == recorded.acceptedByTier)
    }
  }

  @Test func blocksAndConfigurationsAreToldOnce() throws {
    let run = try export("--format", "csv", "--json")
    #expect(run.status == 0, "\(run.errors)")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let tables = try #require(json["tables"] as? [[String: Any]])
    for table in tables {
      let name = try #require(table["name"] as? String)
      #expect(try exported(name).count == table["rows"] as? Int)
    }
    #expect(json["formats"] as? [String] == ["csv"])
    let blocks = try exported("chain_blocks")
    #expect(blocks.map { $0["block_id"] } == ["0", "1", "2"])
    #expect(blocks.allSatisfy { Int($0["bal_bytes"] ?? "") ?? 0 > 100 })
    let configurations = try exported("configurations")
    #expect(configurations.count == 4 * 2)
    #expect(
      configurations.filter { $0["is_hypothetical"] == "true" }.map { $0["label"] }
        == Array(repeating: "attributed-reads", count: 2))
    #expect(try exported("block_runs").count == (try recorded(BlockRow.table).count))
    #expect(try exported("block_sets").map { $0["block_set"] } == ["made", "other", "away"])
  }

  @Test func aSizeIsThatOfTheListThatTheBlockCommitsTo() throws {
    let made = try CommandLineRun(
      [
        "blocks", "generate", "--recipe", "devnet-like", "--seed", "5", "--blocks", "1", "-o",
        "set",
      ],
      folder: folder)
    #expect(made.status == 0, "\(made.errors)")
    let shown = try CommandLineRun("bal", "show", "--blocks", "set", "--json", folder: folder)
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any])
    let results = try Self.results(
      of: """
        schema: 1
        name: sizes
        blockSets: [{name: set, path: set}]
        strategies: [sequential]
        """, in: folder)
    let export = try CommandLineRun(
      "export", results, "--to", "sizes", "--tables", "chain_blocks", "--format", "csv",
      folder: folder)
    #expect(export.status == 0, "\(export.errors)")
    let block = try #require(try exported("chain_blocks", in: "sizes").first)
    let statistics = try #require(list["statistics"] as? [String: Any])
    #expect(block["bal_bytes"] == "\(try #require(statistics["encodedBytes"] as? Int))")
    #expect(block["bal_items"] == "\(try #require(statistics["items"] as? Int))")
  }

  @Test func equalPlansExportEqualBytesWithoutMeasurements() throws {
    let tables = ["--deterministic", "--format", "csv"]
    #expect(
      try CommandLineRun(
        ["export", run.path, "--to", "one"] + tables, folder: folder
      ).status == 0)
    let again = try Self.results(of: Self.experiment, in: folder)
    #expect(again != run.path)
    #expect(
      try CommandLineRun(
        ["export", again, "--to", "two"] + tables, folder: folder
      ).status == 0)
    let files = try files(in: "one")
    #expect(files == (try self.files(in: "two")))
    #expect(!files.contains("phases.csv") && !files.contains("spans.csv"))
    for file in files {
      #expect(
        FileManager.default.contentsEqual(
          atPath: "\(folder)/one/\(file)", andPath: "\(folder)/two/\(file)"), "\(file)")
    }
  }

  @Test func chosenTablesReferToEachOtherOnly() throws {
    let run = try export("--tables", "makespans,chain_blocks", "--format", "csv")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try files() == ["chain_blocks.csv", "datapackage.json", "experiment.yaml", "makespans.csv"])
    let package = try String(contentsOfFile: "\(folder)/export/datapackage.json", encoding: .utf8)
    #expect(package.contains("\"name\" : \"exported\""))
    #expect(!package.contains("foreignKeys"))
  }

  @Test func anExportIsReplacedAndNothingElseIs() throws {
    #expect(try export("--format", "csv").status == 0)
    #expect(try export("--format", "csv", "--tables", "tiers").status == 0)
    #expect(try files() == ["datapackage.json", "experiment.yaml", "tiers.csv"])
    try "mine".write(toFile: "\(folder)/export/plot.svg", atomically: true, encoding: .utf8)
    let refused = try export("--format", "csv")
    #expect(refused.status == 2)
    #expect(refused.output.isEmpty)
    #expect(refused.errors.contains("it holds 'plot.svg', which no export made"))
    #expect(try files().contains("plot.svg"))
    let ownFolder = try export(to: run.path)
    #expect(ownFolder.status == 2)
    #expect(ownFolder.errors.contains("it holds 'blocks.csv'"))
    try FileManager.default.createDirectory(
      atPath: "\(folder)/others", withIntermediateDirectories: true)
    try "mine".write(
      toFile: "\(folder)/others/transactions.csv", atomically: true, encoding: .utf8)
    let others = try export(to: "others")
    #expect(others.status == 2)
    #expect(others.errors.contains("it holds 'transactions.csv'"))
    #expect(try export(to: "e.yaml").status == 2)
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/.export.partial"))
  }

  @Test(arguments: [
    (["--tables", "block_run"], "did you mean 'block_runs'?"),
    (["--tables", "phases", "--deterministic"], "holds only measurements"),
    (["--format", "xlsx"], "'xlsx' is no form of a table"),
    (["--format", ","], "names no form"),
  ])
  func wrongChoicesAreRefused(arguments: [String], message: String) throws {
    let run = try CommandLineRun(
      ["export", run.path, "--to", "export"] + arguments, folder: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/export"))
  }

  @Test func whatIsNoRunIsRefused() throws {
    let run = try CommandLineRun("export", folder, "--to", "export", folder: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains("run.json: error: cannot read the file"))
    #expect(run.errors.contains("expected the folder of a run"))
  }

  @Test func withoutDuckDBThereIsCSVAndAWordAboutIt() throws {
    let run = try export(searchPath: "/nonexistent")
    #expect(run.status == 0)
    #expect(run.errors.contains("warning: no Parquet: DuckDB is not installed."))
    #expect(run.errors.contains("pip install duckdb"))
    #expect(run.output.contains("\ncsv: export\n"))
    let alone = try export("--format", "parquet", searchPath: "/nonexistent")
    #expect(alone.status == 2)
    #expect(alone.errors.contains("pip install duckdb"))
  }

  @Test(.enabled(if: Python.hasDuckDB, "\(Python.absence)"))
  func parquetHoldsWhatCSVDoes() throws {
    let path = (Python.environment.map { $0 + ":" } ?? "") + "/usr/local/bin:/usr/bin:/bin"
    let run = try export(searchPath: path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("\ncsv, parquet: export\n"))
    let script = """
      import duckdb, glob, sys
      for file in sorted(glob.glob("*.csv")):
          parquet = file.replace(".csv", ".parquet")
          rows = duckdb.sql(f"FROM '{parquet}'").fetchall()
          texts = duckdb.sql(f"FROM read_csv('{file}', all_varchar = true)").fetchall()
          def text(value):
              return str(value).lower() if isinstance(value, bool) else None if value is None else str(value)
          assert len(rows) == len(texts), file
          for row, line in zip(rows, texts):
              for value, written in zip(row, line):
                  same = text(value) == written or float(value) == float(written)
                  assert same, (file, value, written)
      """
    let compared = try Python.run(["-c", script], folder: "\(folder)/export")
    #expect(compared.status == 0, "\(compared.output)")
  }

  @Test(.enabled(if: Python.hasFrictionless, "\(Python.absence)"))
  func frictionlessFindsBothFoldersValid() throws {
    #expect(try export("--format", "csv").status == 0)
    func validate(_ folder: String) throws -> (status: Int32, output: String) {
      try Python.run(["-m", "frictionless", "validate", "datapackage.json"], folder: folder)
    }
    for valid in [run.path, "\(folder)/export"] {
      let report = try validate(valid)
      #expect(report.status == 0, "\(report.output)")
    }
    // So that it can fail: a run of a block that is not there, and one told twice.
    let path = "\(folder)/export/chain_blocks.csv"
    var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    lines[3] = lines[2]
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    let report = try validate("\(folder)/export")
    #expect(report.status != 0)
    #expect(report.output.contains("foreign-key"))
    #expect(report.output.contains("primary-key"))
  }

  @Test func theCommittedExportIsWhatThisProgramExports() throws {
    let notebooks = PackageRoot.folder.appending(path: "notebooks-export").path
    let experiment = try String(contentsOfFile: notebooks + "/example.yaml", encoding: .utf8)
    let committed = notebooks + "/example"
    let names = try FileManager.default.contentsOfDirectory(atPath: committed)
    let tables = names.filter { $0.hasSuffix(".csv") }.map { $0.dropLast(".csv".count) }
    let results = try Self.results(of: experiment, in: folder)
    let run = try CommandLineRun(
      "export", results, "--to", "example", "--format", "csv", "--deterministic", "--tables",
      tables.joined(separator: ","), folder: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try files(in: "example") == names.sorted())
    for name in names {
      #expect(
        FileManager.default.contentsEqual(
          atPath: "\(committed)/\(name)", andPath: "\(folder)/example/\(name)"),
        "\(name) is out of date: run `make notebooks-example`")
    }
  }
}
