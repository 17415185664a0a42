import Foundation
import Records

/// A run folder with rows that were made up, in a folder of its own, which goes with it.
final class MadeRun {
  let folder: RunFolder

  /// - Parameters:
  ///   - labels: The strategies' labels.
  ///   - parallelism: Of a block under a strategy, by their places.
  init(
    sets: [String], labels: [String], blocks: Int, question: String = "",
    parallelism: (_ block: Int, _ label: Int) -> Double
  ) throws {
    folder = RunFolder(
      path: FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path)
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    try JSONFile.write(
      Self.manifest(sets: sets, labels: labels, question: question), to: folder.manifest)
    try AtomicFile.write("schema: 1\n", to: folder.resolved)
    let table = try AtomicFile(path: folder.table(BlockRow.table))
    try table.write(BlockRow.table.header)
    for set in sets {
      for (place, label) in labels.enumerated() {
        for block in 0..<blocks {
          try table.write(
            BlockRow.table.line(
              Self.row(set, label, block: block, parallelism: parallelism(block, place))))
        }
      }
    }
    try table.commit()
    let summary = sets.flatMap { set in
      labels.map { Self.summary(set, $0, blocks: blocks) }
    }
    try write(SummaryRow.table, summary)
    try write(AttemptRow.table, [])
    try write(MakespanRow.table, [])
    try write(GroupRow.table, [])
    try write(TransactionRow.table, [])
    try write(DependencyRow.table, [])
    try write(ConflictRow.table, [])
  }

  deinit { try? FileManager.default.removeItem(atPath: folder.path) }

  private func write<Row>(_ table: Table<Row>, _ rows: [Row]) throws {
    try AtomicFile.write(
      table.header + rows.map(table.line).joined(), to: folder.table(table))
  }

  static func manifest(
    sets: [String], labels: [String], question: String
  ) -> RunManifest {
    var manifest = RunManifest(
      experiment: "made", question: question, startedAt: "2026-01-01T00:00:00Z",
      planDigest: "00", arguments: [], workingDirectory: "/", seed: 0,
      build: .init(
        gitRevision: nil, gitDirty: nil, swiftVersion: "6.3", buildMode: "release",
        executableDigest: ""),
      machine: .init(cpuModel: "x", cores: 2, operatingSystem: "Linux"),
      blockSets: sets.map {
        .init(name: $0, source: "made up", digest: "00", seed: nil, absence: nil)
      },
      strategies: labels.map { .init(label: $0, name: $0, version: "1", options: "", needs: []) },
      tiers: [])
    manifest.status = .finished
    return manifest
  }

  private static func row(
    _ set: String, _ label: String, block: Int, parallelism: Double
  ) -> BlockRow {
    var row = BlockRow()
    row.identity.blockSet = set
    row.identity.label = label
    row.identity.strategy = label
    row.identity.blockNumber = UInt64(block)
    row.identity.blockHash = "\(block)"
    row.identity.workers = 1
    row.identity.repetition = 1
    row.transactionCount = 100
    row.shape.countParallelism = parallelism
    row.shape.gasParallelism = parallelism
    row.bounds.componentParallelism = 2 * parallelism
    row.attempts = 1
    row.acceptedTier = 0
    row.acceptedStrategy = label
    row.matchesReference = true
    row.total = UInt64(1_000_000 + block)
    return row
  }

  private static func summary(_ set: String, _ label: String, blocks: Int) -> SummaryRow {
    var row = SummaryRow()
    row.blockSet = set
    row.label = label
    row.strategy = label
    row.workers = 1
    row.blocks = blocks
    row.allMatchReference = true
    return row
  }
}
