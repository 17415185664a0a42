import Foundation
import TestSupport
import Testing

/// `balbench blocks capture` as a shell runs it.
@Suite(.serialized)
struct CaptureCommandTests {
  private static let blocks: [UInt64] = [1, 2, 3]

  private func arguments(
    _ server: LoopbackServer, from: UInt64 = 1, to: UInt64 = 3
  ) -> [String] {
    [
      "blocks", "capture", "--rpc", server.url, "--from", "\(from)", "--to", "\(to)", "-o", "out",
      "--fork",
      "Amsterdam", "--parallel", "2", "--retries", "3", "--pause", "0.01",
    ]
  }

  @Test func captureThenResume() throws {
    let node = RecordedNode(try Devnet.shared.get(), .init())
    let server = try LoopbackServer { node.answer($0) }
    let fixture = try CaptureFixture()
    let first = try CommandLineRun(arguments(server), folder: fixture.folder)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output == "blocks: out\n")
    let asked = server.counts.all
    let counts = "requests: \(asked), retries: 0\n"
    #expect(first.errors.contains("capture: 3 of 3 blocks, 100 %, \(counts)"), "\(first.errors)")
    #expect(
      first.errors.hasSuffix("3 captured, 0 there already, 0 failed; \(counts)"),
      "\(first.errors)")
    #expect(
      first.errors.contains("the node lacks debug_executionWitness, eth_getBlockAccessList\n")
        || first.errors.contains("the node lacks eth_getBlockAccessList\n"), "\(first.errors)")
    let second = try CommandLineRun(arguments(server), folder: fixture.folder)
    #expect(second.status == 0, "\(second.errors)")
    #expect(
      second.errors.contains("0 captured, 3 there already, 0 failed; requests: 1, retries: 0\n"))
    // Only which chain it is.
    #expect(server.counts.all == asked + 1)
  }

  @Test func everyStrategyRunsOnWhatWasCaptured() throws {
    let node = RecordedNode(try Devnet.shared.get(), .init())
    let server = try LoopbackServer { node.answer($0) }
    let fixture = try CaptureFixture()
    let capture = try CommandLineRun(
      arguments(server) + ["--witness", "required"], folder: fixture.folder)
    #expect(capture.status == 0, "\(capture.errors)")
    try """
    schema: 1
    name: captured
    blockSets: [{name: captured, path: out}]
    strategies:
      - sequential
      - singletons
      - heuristic
      - address-narrowed
      - refined
      - attributed-reads: {attribution: all}
    tiers: [refined, sequential]
    execution: {workers: [1, 2], repeats: 1}

    """.write(
      toFile: "\(fixture.folder)/captured.yaml", atomically: true, encoding: .utf8)
    let run = try CommandLineRun(
      "run", "captured.yaml", "--output", "results", folder: fixture.folder)
    #expect(run.status == 0, "\(run.errors)")
    let results = "\(fixture.folder)/results/captured"
    let folder = try #require(try FileManager.default.contentsOfDirectory(atPath: results).first)
    let table = try String(
      contentsOfFile: "\(results)/\(folder)/blocks.csv", encoding: .utf8
    ).split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let header = try #require(table.first)
    let status = try #require(header.firstIndex(of: "status"))
    let matches = try #require(header.firstIndex(of: "matches_reference"))
    #expect(table.count == 1 + Self.blocks.count * 6 * 2)
    for row in table.dropFirst() {
      #expect(row[status] == "accepted" && row[matches] == "true", "\(row)")
    }
    let verified = try CommandLineRun("blocks", "verify", "out", folder: fixture.folder)
    #expect(verified.status == 0, "\(verified.errors)")
  }

  @Test func aBrokenFileIsCapturedAgain() throws {
    let node = RecordedNode(try Devnet.shared.get(), .init())
    let server = try LoopbackServer { node.answer($0) }
    let fixture = try CaptureFixture()
    _ = try CommandLineRun(arguments(server), folder: fixture.folder)
    let path = "\(fixture.folder)/out/\(try Devnet.shared.get().chainID)-2.json.gz"
    let whole = try Data(contentsOf: URL(filePath: path))
    try whole.dropLast(9).write(to: URL(filePath: path))
    let second = try CommandLineRun(arguments(server), folder: fixture.folder)
    #expect(second.errors.contains("1 captured, 2 there already, 0 failed; "))
    #expect(try Data(contentsOf: URL(filePath: path)) == whole)
  }

  @Test func missingBlocksAreNamed() throws {
    let node = RecordedNode(try Devnet.shared.get(), .init())
    let server = try LoopbackServer { node.answer($0) }
    let fixture = try CaptureFixture()
    let run = try CommandLineRun(
      arguments(server, to: 5), folder: fixture.folder)
    #expect(run.status == 1)
    #expect(run.errors.contains("FAILED: block 5: the node has no block 5\n"))
    #expect(run.errors.hasSuffix("not captured: 4, 5\n"), "\(run.errors)")
    #expect(run.errors.contains("3 captured, 0 there already, 2 failed; "))
  }

  @Test func programsReadWhatCameOfEveryBlock() throws {
    let devnet = try Devnet.shared.get()
    let node = RecordedNode(devnet, .init())
    let server = try LoopbackServer { node.answer($0) }
    let fixture = try CaptureFixture()
    func object(to last: UInt64, status: Int32) throws -> [String: Any] {
      let run = try CommandLineRun(
        arguments(server, to: last) + ["--json"], folder: fixture.folder)
      #expect(run.status == status, "\(run.errors)")
      #expect(!run.output.contains(server.url))
      return try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
        "\(run.output)")
    }
    let first = try object(to: 5, status: 1)
    #expect(first["folder"] as? String == "out")
    #expect(first["chainId"] as? UInt64 == devnet.chainID)
    #expect(first["from"] as? Int == 1)
    #expect(first["to"] as? Int == 5)
    #expect(first["captured"] as? Int == 3)
    #expect(first["present"] as? Int == 0)
    let failures = try #require(first["failures"] as? [[String: Any]])
    #expect(failures.map { $0["number"] as? Int } == [4, 5])
    #expect(failures[1]["message"] as? String == "the node has no block 5")
    let missing = try #require(first["missingMethods"] as? [String])
    #expect(missing.contains("eth_getBlockAccessList"))
    #expect(first["requests"] as? Int == server.counts.all)
    #expect(first["retries"] as? Int == 0)
    let second = try object(to: 3, status: 0)
    #expect(second["requests"] as? Int == 1)
    #expect(second["captured"] as? Int == 0)
    #expect(second["present"] as? Int == 3)
    #expect((second["failures"] as? [Any])?.isEmpty == true)
  }

  @Test func stateRootsThatWereNotCheckedAreNamed() throws {
    let node = RecordedNode(try Devnet.shared.get(), .init())
    let server = try LoopbackServer { node.answer($0) }
    let fixture = try CaptureFixture()
    let run = try CommandLineRun(
      arguments(server) + ["--witness", "off", "--json"], folder: fixture.folder)
    #expect(run.status == 0, "\(run.errors)")
    let summary = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let remarks = try #require(summary["stateRootNotChecked"] as? [[String: Any]])
    #expect(remarks.map { $0["number"] as? UInt64 } == Self.blocks)
    #expect(Set(remarks.compactMap { $0["message"] as? String }).count == 1)
    #expect(
      run.errors.contains("state root not checked: block 1 and 2 more: "), "\(run.errors)")
  }

  @Test func allWrongOptionsAtOnce() throws {
    let fixture = try CaptureFixture()
    let run = try CommandLineRun(
      "blocks", "capture", "--rpc", "ftp://x", "--from", "9", "--to", "8", "-o", "out",
      "--parallel", "0", "--timeout", "0", folder: fixture.folder)
    #expect(run.status == 2)
    for name in ["--rpc is \"ftp://x\"", "--from is 9", "--parallel is 0", "--timeout is 0"] {
      #expect(run.errors.contains(name), "\(run.errors)")
    }
  }

  @Test func nobodyListens() throws {
    let fixture = try CaptureFixture()
    let run = try CommandLineRun(
      "blocks", "capture", "--rpc", "http://127.0.0.1:1", "--from", "1", "--to", "1", "-o", "out",
      "--retries", "1", "--pause", "0", folder: fixture.folder)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("the node does not tell its chain: "), "\(run.errors)")
  }

  @Test func aChainWithoutKnownForksNeedsOne() throws {
    let devnet = try Devnet.shared.get()
    let node = RecordedNode(devnet, .init())
    let server = try LoopbackServer { node.answer($0) }
    let fixture = try CaptureFixture()
    let arguments = arguments(server).filter { $0 != "--fork" && $0 != "Amsterdam" }
    let run = try CommandLineRun(arguments, folder: fixture.folder)
    #expect(run.status == 2)
    #expect(
      run.errors == "error: the forks of chain \(devnet.chainID) are not known; give --fork\n")
  }

  /// Every kill is followed by the same command in the same folder.
  @Test(.timeLimit(.minutes(15)))
  func killedAtRandomMomentsItResumesToTheSameFolder() throws {
    let node = RecordedNode(
      try Devnet.shared.get(), .init(hasTracer: false, accessLists: .tests))
    let server = try LoopbackServer(delay: 0.0003, handler: { node.answer($0) })
    let whole = try CaptureFixture()
    let began = ContinuousClock.now
    let run = try CommandLineRun(arguments(server), folder: whole.folder)
    let duration = ContinuousClock.now - began
    #expect(run.status == 0, "\(run.errors)")
    let expected = try CaptureFixture.contents(of: "\(whole.folder)/out")
    #expect(expected.count == 9)

    let seed = UInt64.random(in: 0...UInt64.max)
    print("kill -9, seed \(seed)")
    var random = SplitMix64(seed: seed)
    var fixture = try CaptureFixture()
    var kills = 0
    while kills < 20 {
      let process = try CommandLineRun.start(arguments(server), folder: fixture.folder)
      let share = Double.random(in: 0..<0.9, using: &random)
      Thread.sleep(forTimeInterval: share * (duration / .seconds(1)))
      if process.isRunning {
        kill(process.processIdentifier, SIGKILL)
        kills += 1
      }
      process.waitUntilExit()
      // Where everything was there before the last kill, a new folder begins.
      guard process.terminationReason == .exit || kills == 20 || kills % 7 == 0 else { continue }
      let last = try CommandLineRun(arguments(server), folder: fixture.folder)
      #expect(last.status == 0, "\(last.errors)")
      #expect(try CaptureFixture.contents(of: "\(fixture.folder)/out") == expected)
      fixture = try CaptureFixture()
    }
  }
}
