import Experiments
import Foundation
import Records
import Testing

/// What a process that was killed leaves behind, and what is made of it.
@Suite struct TableAssemblyTests {
  private let folder: RunFolder

  init() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    folder = RunFolder(path: path)
    try FileManager.default.createDirectory(
      atPath: folder.cells, withIntermediateDirectories: true)
  }

  private func row(_ block: UInt64) -> BlockRow {
    var row = BlockRow()
    row.identity.blockNumber = block
    row.attempts = 1
    return row
  }

  private func write(cell key: String, blocks: [UInt64]) throws {
    for (path, header) in [
      (folder.cell(key, AttemptRow.table), AttemptRow.table.header),
      (folder.cell(key, GroupRow.table), GroupRow.table.header),
      (folder.cell(key, WorkerRow.table), WorkerRow.table.header),
      (folder.cell(key, SpanRow.table), SpanRow.table.header),
      (folder.cell(key, ChainBlockRow.table), ChainBlockRow.table.header),
      (folder.cell(key, TransactionRow.table), TransactionRow.table.header),
      (folder.cell(key, DependencyRow.table), DependencyRow.table.header),
      (folder.cell(key, ConflictRow.table), ConflictRow.table.header),
      (folder.cell(key, MakespanRow.table), MakespanRow.table.header),
    ] {
      try AtomicFile.write(header, to: path)
    }
    let lines = blocks.map { BlockRow.table.line(row($0)) }
    try AtomicFile.write(
      BlockRow.table.header + lines.joined(), to: folder.cell(key, BlockRow.table))
  }

  private func blocks() throws -> [UInt64] {
    let path = folder.table(BlockRow.table)
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    return try BlockRow.table.read(bytes, file: path).map(\.identity.blockNumber)
  }

  @Test func cellsComeInTheOrderOfTheirKeys() throws {
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    try write(cell: "b", blocks: [1, 2])
    try write(cell: "a", blocks: [3])
    try TableAssembly(folder: folder, keys: ["b", "a"]).write()
    #expect(try blocks() == [1, 2, 3])
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(
      names == [
        "attempts.csv", "blocks.csv", "cells", "chain_blocks.csv", "conflicts.csv",
        "dependencies.csv", "groups.csv", "makespans.csv", "spans.csv", "summary.csv",
        "transactions.csv", "workers.csv",
      ])
  }

  @Test func aCellThatWasNotCompletedIsLeftOut() throws {
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    try write(cell: "a", blocks: [1])
    // Killed before the first flush, between the tables' renames, and in the middle of a line.
    _ = try AtomicFile(path: folder.cell("b", BlockRow.table))
    try AtomicFile.write(AttemptRow.table.header, to: folder.cell("c", AttemptRow.table))
    try (BlockRow.table.header + "half a li").write(
      toFile: folder.cell("d", BlockRow.table) + AtomicFile.partialSuffix, atomically: false,
      encoding: .utf8)
    try TableAssembly(folder: folder, keys: ["b", "c", "d", "a", "e"]).write()
    #expect(try blocks() == [1])
  }

  @Test func aCellOfAnotherFormIsAnError() throws {
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    try write(cell: "a", blocks: [1])
    try AtomicFile.write("other,columns\n1,2\n", to: folder.cell("a", BlockRow.table))
    #expect(throws: CSVError.self) {
      try TableAssembly(folder: folder, keys: ["a"]).write()
    }
  }
}
