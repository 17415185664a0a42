import Foundation
import TestSupport
import Testing

/// `balbench bal` as scripts see it.
@Suite final class BlockAccessListCommandTests {
  /// One account, 0x…11, by an independent RLP encoder: slot 1 becomes 0 at index 0; slots 0 and
  /// 0x200 are read; balance, nonce and code change at the indices 1, 2 and 300.
  private static let list =
    "0xf3f2" + "940000000000000000000000000000000000000011" + "c6c501c3c28080" + "c480820200"
    + "c5c401821000" + "c4c3028180" + "c5c482012c60"

  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let files = [
      "list.hex": Self.list,
      // The reads in the other order.
      "order.hex": Self.list.replacing("c480820200", with: "c482020080"),
      // Another nonce.
      "nonce.hex": Self.list.replacing("c4c3028180", with: "c4c3028181"),
      "cut.hex": String(Self.list.dropLast(2)),
      "text.txt": "no list",
    ]
    for (name, text) in files {
      try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test func whatShowPrintsAsJSONIsTheSameList() throws {
    let run = try CommandLineRun("bal", "show", "list.hex", "--json", folder: folder)
    #expect(run.status == 0, "\(run.errors)")
    try run.output.write(toFile: "\(folder)/list.json", atomically: true, encoding: .utf8)
    let diff = try CommandLineRun("bal", "diff", "list.hex", "list.json", folder: folder)
    #expect(diff.status == 0, "\(diff.output)\(diff.errors)")
    #expect(diff.output.hasSuffix("\nthe lists are equal\n"))
  }

  @Test func showCanBeNarrowed() throws {
    let index = try CommandLineRun(
      "bal", "show", "list.hex", "--index", "300", "--transactions", "299", folder: folder)
    #expect(index.status == 0)
    #expect(index.output.hasSuffix("\n  code    300 post-execution       1 byte 0x60\n"))
    let address = "0x" + String(repeating: "0", count: 40)
    let account = try CommandLineRun(
      "bal", "show", "list.hex", "--address", address, folder: folder)
    #expect(account.output.hasSuffix("\nshown     0 accounts\n"))
  }

  @Test func diffExitsWithOneWhereListsDiffer() throws {
    let run = try CommandLineRun("bal", "diff", "list.hex", "nonce.hex", folder: folder)
    #expect(run.status == 1)
    #expect(run.output.contains("nonce at index 2 (2 transaction 1): A 0x80, B 0x81\n"))
    #expect(run.errors.isEmpty)
    let order = try CommandLineRun("bal", "diff", "list.hex", "order.hex", folder: folder)
    #expect(order.status == 1)
    #expect(order.output.hasSuffix("the lists have the same items in another order\n"))
  }

  @Test func checkExitsWithOneAndNamesEveryProblem() throws {
    let valid = try CommandLineRun("bal", "check", "list.hex", folder: folder)
    #expect(valid.status == 0)
    #expect(valid.output.hasPrefix("list.hex\nno errors: 1 account, 4 items"))
    let run = try CommandLineRun(
      "bal", "check", "order.hex", "--transactions", "2", "--gas-limit", "4000", folder: folder)
    #expect(run.status == 1)
    for rule in ["slot-order", "index-out-of-range", "too-many-items"] {
      #expect(run.output.contains("[\(rule)]\n"), "\(run.output)")
    }
    #expect(run.output.contains("\n3 errors\n"))
    let cut = try CommandLineRun("bal", "check", "cut.hex", folder: folder)
    #expect(cut.status == 1)
    #expect(cut.output.contains("byte 0: "))
  }

  @Test(arguments: [
    ["show"], ["show", "nothing"], ["show", "text.txt"], ["show", "cut.hex"],
    ["show", "list.hex", "--blocks", "."], ["show", "list.hex", "--address", "0x11"],
    ["show", "--blocks", "nothing"], ["diff", "list.hex"], ["diff", "list.hex", "text.txt"],
    ["check"], ["check", "nothing"], ["check", "text.txt"],
    ["check", "list.hex", "--transactions", "-1"], ["check", "list.hex", "--hash", "0x00"],
  ])
  func whatCannotBeReadExitsWithTwo(arguments: [String]) throws {
    let run = try CommandLineRun(["bal"] + arguments, folder: folder)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(!run.errors.isEmpty)
  }
}
