import Foundation
import TestSupport
import Testing

/// `balbench blocks`, as scripts see it.
@Suite final class BlocksCommandTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let run = try CommandLineRun(
      "blocks", "generate", "--recipe", "mint-rush", "--seed", "3", "--blocks", "6",
      "--transactions", "30", "--licence", "MIT", "-o", "set", folder: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "set: chains 1, blocks 6, transactions 180\n")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func run(_ arguments: String...) throws -> CommandLineRun {
    try CommandLineRun(["blocks"] + arguments, folder: folder)
  }

  /// The blocks' hashes, in the order of the list.
  private func hashes(of path: String) throws -> [String] {
    let list = try run("list", path)
    #expect(list.status == 0, "\(list.errors)")
    return list.output.split(separator: "\n").dropFirst().compactMap { line in
      line.split(separator: " ").first { $0.count == 66 }.map(String.init)
    }
  }

  @Test func listsSetsAndBlocks() throws {
    let sets = try run("list", ".")
    #expect(sets.status == 0, "\(sets.errors)")
    #expect(
      sets.output.contains("mint-rush       1       6           180  ./set/  generated, seed 3"))
    #expect(try hashes(of: "set").count == 6)
    #expect(try run("list", "nowhere").status == 2)
  }

  @Test func infoShowsManifestAndCounts() throws {
    let info = try run("info", "set")
    #expect(info.status == 0, "\(info.errors)")
    for piece in [
      "name          mint-rush", "licence       MIT", "chains        1, 1 with a state root",
      "blocks        6, 6 with an access list, 0 to be refused", "transactions  180",
      "forks         Amsterdam 6",
    ] {
      #expect(info.output.contains(piece + "\n"), "\(piece) in \(info.output)")
    }
    let json = try run("info", "set", "--json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["blocks"] as? Int == 6 && object["licence"] as? String == "MIT")
  }

  @Test func verifyNamesWhatIsWrong() throws {
    let whole = try run("verify", "set")
    #expect(whole.status == 0, "\(whole.output)\(whole.errors)")
    #expect(whole.output == "6 blocks reproduce their headers, 6 of them with the state root\n")
    let path = "\(folder)/set/1/4.rlp.zst"
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(filePath: path))
    let damaged = try run("verify", "set")
    #expect(damaged.status == 1)
    #expect(damaged.output.hasPrefix("set/1/4.rlp.zst: error: "), "\(damaged.output)")
    #expect(damaged.errors.contains("1 files are damaged; no block was executed"))
    try FileManager.default.removeItem(atPath: path)
    let missing = try run("verify", "set")
    #expect(missing.status == 2)
    #expect(missing.errors.hasPrefix("set/1/4.rlp.zst: error: listed in blockset.json"))
  }

  @Test func verifyNamesTheBlockThatDoesNotReproduceItsHeader() throws {
    #expect(try run("convert", "set", "test.json", "--format", "blockchain-test").status == 0)
    let path = "\(folder)/test.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    // The first account of the pre-state gets another balance, and the genesis header its root.
    let balance = try #require(text.firstMatch(of: /"balance": "(0x[0-9a-f]{6,})"/))
    try text.replacingCharacters(in: balance.range, with: "\"balance\": \"0x1\"")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let run = try run("verify", "test.json")
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("FAILED test.json, case generated: the pre-state has the root"))
    #expect(run.output.contains("; 1 failures; 6 not executed after them"), "\(run.output)")
  }

  @Test func statsShowWhatDecidesParallelism() throws {
    let stats = try run("stats", "set", "--svg", "set.svg")
    #expect(stats.status == 0, "\(stats.errors)")
    for piece in [
      "set: blocks 6\n", "transactions  ", "edges, write-write", "edges, read-after-write",
      "edges, same-sender", "largest group / transactions", "gas / critical path",
      "access list, bytes", "hot resource", "storage(0x",
    ] {
      #expect(stats.output.contains(piece), "\(piece) in \(stats.output)")
    }
    let svg = try String(contentsOfFile: "\(folder)/set.svg", encoding: .utf8)
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
    #expect(svg.contains("6 blocks in order; true dependencies"))
    // Six bars in each of seven panels at least; edges have up to three.
    #expect(svg.components(separatedBy: "<rect ").count > 6 * 7)
    let json = try run("stats", "set", "--json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let rows = try #require(object["blocks"] as? [[String: Any]])
    #expect(rows.count == 6 && rows.allSatisfy { $0["transactions"] as? Int == 30 })
  }

  @Test func everyFormatKeepsTheBlocks() throws {
    let expected = try hashes(of: "set")
    let steps = [
      ["convert", "set", "test.json.gz", "--format", "blockchain-test"],
      ["convert", "test.json.gz", "from-test", "--format", "blockset"],
      ["convert", "set", "transitions", "--format", "t8n"],
      ["convert", "transitions", "from-transitions", "--format", "blockset"],
    ]
    for step in steps {
      let run = try CommandLineRun(["blocks"] + step, folder: folder)
      #expect(run.status == 0, "\(step): \(run.errors)")
    }
    for set in ["test.json.gz", "from-test", "from-transitions"] {
      #expect(try hashes(of: set) == expected, "\(set)")
      #expect(try run("verify", set).status == 0, "\(set)")
    }
    // Record by record, the folder is the one that it started from.
    for name in ["1/1.rlp.zst", "1/6.rlp.zst"] {
      let files = try ["set", "from-test"].map {
        try Data(contentsOf: URL(filePath: "\(folder)/\($0)/\(name)"))
      }
      #expect(files[0] == files[1], "\(name)")
    }
  }

  @Test func samplesAndPartsStandAlone() throws {
    let expected = try hashes(of: "set")
    for seed in ["1", "2"] {
      #expect(try run("sample", "set", "3", "--seed", seed, "-o", "sample-\(seed)").status == 0)
      let sample = try hashes(of: "sample-\(seed)")
      #expect(Set(sample).count == 3 && Set(sample).isSubset(of: expected))
      #expect(try run("verify", "sample-\(seed)").status == 0)
    }
    #expect(try run("sample", "set", "3", "--seed", "1", "-o", "again").status == 0)
    #expect(try hashes(of: "again") == hashes(of: "sample-1"))
    #expect(try run("split", "set", "--shares", "2,1", "-o", "parts").status == 0)
    #expect(try hashes(of: "parts/1") + hashes(of: "parts/2") == expected)
    #expect(try hashes(of: "parts/2").count == 2)
    for part in ["parts/1", "parts/2"] { #expect(try run("verify", part).status == 0) }
  }

  @Test func anExperimentRunsAFolder() throws {
    try """
    schema: 1
    name: folder
    blockSets: [{name: mints, path: set, limit: 4}]
    strategies: [sequential, refined]

    """.write(toFile: "\(folder)/e.yaml", atomically: true, encoding: .utf8)
    let run = try CommandLineRun("run", "e.yaml", folder: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("mints: 4 blocks, 120 transactions\n"), "\(run.output)")
  }

  @Test(
    .enabled(if: Shared.folder != nil, "no shared data beside the package"))
  func whatAFormatCannotHoldIsRefused() throws {
    let blocks = try #require(Shared.folder).appending(path: "mainnet/dev").path
    let test = try run("convert", blocks, "real.json", "--format", "blockchain-test")
    #expect(test.status == 2)
    #expect(test.errors.contains("cannot become a blockchain test: "))
    #expect(test.errors.contains("--format blockset keeps it"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/real.json"))
  }

  @Test func wrongArgumentsAreRefused() throws {
    let cases: [(arguments: [String], message: String)] = [
      (["generate", "-o", "x"], "give either --recipe or --spec"),
      (
        ["generate", "--recipe", "mint-rsh", "-o", "x"],
        "--recipe:1:10: error: unknown recipe 'mint-rsh'"
      ),
      (["generate", "--spec", "{seed: 1}", "-o", "x"], "--spec:1:1: error: "),
      (["generate", "--recipe", "mint-rush", "-o", "set"], "expected an empty folder or none"),
      (["sample", "set", "7", "-o", "x"], "6 blocks to choose from; asked for a sample of 7"),
      (["split", "set", "-o", "x"], "give either --parts or --shares"),
      (["split", "set", "--shares", "1,x", "-o", "x"], "--shares is 1,x"),
      (["convert", "set", "x", "--format", "rlp"], "--format"),
      (["convert", "set", "x", "--format", "t8n", "--fork", "Berlim"], "did you mean 'Berlin'?"),
      (["verify", "/nonexistent"], "/nonexistent: error: no such file or directory"),
    ]
    for (arguments, message) in cases {
      let run = try CommandLineRun(["blocks"] + arguments, folder: folder)
      #expect(run.status == 2, "\(arguments): \(run.output)")
      #expect(run.errors.contains(message), "\(arguments): \(run.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/x/blockset.json"))
  }

  /// The files that geth's `evm t8n` would take, under geth's names.
  private static let gethsFiles = [
    "alloc.json": """
    {"0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b": {"balance": "0x0de0b6b3a7640000"}}
    """,
    "env.json": """
    {"currentCoinbase": "0xc94f5374fce5edbc8e2a8697c15331677e6ebf0b",
     "currentDifficulty": "0x20000", "currentGasLimit": "0x750a163df65e8a",
     "currentNumber": "1", "currentTimestamp": "1000"}
    """,
    "txs.json": """
    [{"gas": "0x5208", "gasPrice": "0x2", "input": "0x", "nonce": "0x0",
      "to": "0x8a8eafb1cf62bfbeb1741769dae1a9dd47996192", "value": "0x1",
      "v": "0x0", "r": "0x0", "s": "0x0",
      "secretKey": "0x45a915e4d060149eb4365960e6a7a45f334393093061116b197e3240065ff2d8"}]
    """,
  ]

  private func write(_ name: String, to path: String) throws {
    let url = URL(filePath: "\(folder)/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(try #require(Self.gethsFiles[name]).utf8).write(to: url)
  }

  @Test func gethsFilesNeedAFork() throws {
    for name in Self.gethsFiles.keys { try write(name, to: "geth/\(name)") }
    let without = try run("convert", "geth", "berlin", "--format", "blockset")
    #expect(without.status == 2)
    #expect(without.errors.contains("geth/env.json: error: it names no fork; give --fork"))
    let with = try run(
      "convert", "geth", "sealed", "--format", "blockset", "--fork", "Berlin")
    #expect(with.status == 0, "\(with.errors)")
    let verified = try run("verify", "sealed")
    #expect(verified.status == 0, "\(verified.output)")
    #expect(verified.output.hasPrefix("1 blocks reproduce their headers, 1 of them with"))
  }

  @Test func gethsFilesMayLieAnywhere() throws {
    for name in Self.gethsFiles.keys { try write(name, to: "geth/\(name)") }
    #expect(
      try run("convert", "geth", "folder", "--format", "blockset", "--fork", "Berlin").status == 0)
    try write("alloc.json", to: "states/before")
    try write("env.json", to: "blocks/1.json")
    try write("txs.json", to: "signed/1.json")
    let apart = try run(
      "convert", "--input.alloc=states/before", "--input.env", "blocks/1.json", "--input.txs",
      "signed/1.json", "apart", "--format", "blockset", "--fork", "Berlin")
    #expect(apart.status == 0, "\(apart.errors)")
    #expect(try hashes(of: "apart") == hashes(of: "folder"))
    // As in geth's command line, what is not named has geth's name in the working directory.
    try write("alloc.json", to: "alloc.json")
    try write("env.json", to: "env.json")
    let here = try run(
      "convert", "--input.txs", "signed/1.json", "here", "--format", "blockset", "--fork",
      "Berlin")
    #expect(here.status == 0, "\(here.errors)")
    #expect(try hashes(of: "here") == hashes(of: "folder"))
    // As geth does, the name says which form the transactions have.
    try write("txs.json", to: "signed/1.rlp")
    let encoded = try run(
      "convert", "--input.txs", "signed/1.rlp", "x", "--format", "blockset", "--fork", "Berlin")
    #expect(encoded.status == 2)
    #expect(encoded.errors.hasPrefix("signed/1.rlp:1:1: error: expected "), "\(encoded.errors)")
  }

  @Test func everyMissingFileOfGethsIsNamed() throws {
    try write("env.json", to: "e.json")
    let files = try run("convert", "--input.env", "e.json", "x", "--format", "blockset")
    #expect(files.status == 2)
    #expect(
      files.errors == """
        alloc.json: error: no such file; --input.alloc says where it is
        txs.json: error: no such file; --input.txs says where it is

        """)
    let cases: [(paths: [String], message: String)] = [
      (["--input.env", "e.json"], "expected a path: what to write"),
      (["--input.env", "e.json", "set", "x"], "expected one path, what to write"),
      (["set"], "expected two paths: what to read, what to write"),
    ]
    for (paths, message) in cases {
      let run = try CommandLineRun(
        ["blocks", "convert", "--format", "t8n"] + paths, folder: folder)
      #expect(run.status == 2)
      #expect(run.errors.contains(message), "\(paths): \(run.errors)")
    }
  }
}
