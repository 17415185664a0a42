import EthereumTypes
import Synchronization
import TestSupport
import Testing

/// A server that misbehaves now and then is survived; one that goes on is reported.
@Suite(.serialized, .enabled(if: RecordedNode.folder != nil, RecordedNode.absence))
struct FaultTests {
  private static let number: UInt64 = 20_612_842

  /// The slow one takes the client's whole time limit. Every other is noticed at once, or the
  /// capture would fail.
  private static func timeout(for fault: LoopbackServer.Fault) -> Double {
    fault == .slow ? 1.5 : 30
  }

  private func faultlessFiles() throws -> [String: [UInt8]] {
    let node = try RecordedNode([Self.number], .init(hasTracer: false))
    let fixture = try CaptureFixture()
    let outcome = try fixture.capture(
      Self.number...Self.number, from: try LoopbackServer { node.answer($0) })
    try #require(outcome == [Self.number: "captured"])
    return try CaptureFixture.contents(of: fixture.folder)
  }

  @Test(arguments: LoopbackServer.Fault.allCases)
  func eachFaultAloneIsSurvived(fault: LoopbackServer.Fault) throws {
    let node = try RecordedNode([Self.number], .init(hasTracer: false))
    // The slow one waits for its time limit, so it comes less often. A batch is refused as a whole
    // by one error object, and the questions are then asked one by one.
    let server = try LoopbackServer(
      faults: { $0 % (fault == .slow ? 60 : 5) == 2 ? fault : nil },
      handler: { node.answer($0) })
    let fixture = try CaptureFixture()
    let outcome = try fixture.capture(
      Self.number...Self.number, from: server, retries: 6,
      timeout: Self.timeout(for: fault))
    #expect(outcome == [Self.number: "captured"])
    #expect(try CaptureFixture.contents(of: fixture.folder) == faultlessFiles())
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func mixedFaultsAreSurvived(seed: UInt64) throws {
    let node = try RecordedNode([Self.number], .init(hasTracer: false))
    let kinds = LoopbackServer.Fault.allCases.filter { $0 != .slow }
    let random = Mutex(SplitMix64(seed: seed))
    print("mixed faults, seed \(seed)")
    let server = try LoopbackServer(
      faults: { _ in
        random.withLock { random in
          Int.random(in: 0..<4, using: &random) == 0 ? kinds.randomElement(using: &random) : nil
        }
      }, handler: { node.answer($0) })
    let fixture = try CaptureFixture()
    let outcome = try fixture.capture(Self.number...Self.number, from: server, retries: 20)
    #expect(outcome == [Self.number: "captured"])
    #expect(try CaptureFixture.contents(of: fixture.folder) == faultlessFiles())
  }

  @Test func retriesAreCounted() throws {
    let devnet = try Devnet.shared.get()
    let node = RecordedNode(devnet, .init())
    // Which chain it is, and then the first block.
    let faults: [LoopbackServer.Fault?] = [nil, .internalError, .garbage]
    let server = try LoopbackServer(
      faults: { faults.indices.contains($0) ? faults[$0] : nil }, handler: { node.answer($0) })
    let fixture = try CaptureFixture()
    let run = try CommandLineRun(
      [
        "blocks", "capture", "--rpc", server.url, "--from", "1", "--to", "1", "-o", "out",
        "--fork", "Amsterdam", "--pause", "0",
      ], folder: fixture.folder)
    #expect(
      run.errors.contains("0 failed; requests: \(server.counts.all), retries: 2\n"), "\(run.errors)"
    )
  }

  private static let lasting: [(LoopbackServer.Fault, String)] = [
    (.tooManyRequests, "HTTP status 429 (3 attempts)"),
    (.internalError, "HTTP status 500 (3 attempts)"),
    (.garbage, "eth_getBlockByNumber(\"0x13a86ea\", true):1:1: error:"),
    (.emptyBody, "eth_getBlockByNumber(\"0x13a86ea\", true):1:1: error:"),
    (.limitExceeded, "the node answers with error -32005: limit exceeded (3 attempts)"),
    (.slow, "no answer within 1.5 s; see --timeout (3 attempts)"),
    (.cutHeader, "(3 attempts)"), (.cutBody, "(3 attempts)"), (.noAnswer, "(3 attempts)"),
    (
      .otherResult, "error: expected \"0x13a86ea\", found 7"
    ),
  ]

  @Test(arguments: lasting)
  func aLastingFaultIsReported(fault: LoopbackServer.Fault, message: String) throws {
    let node = try RecordedNode([Self.number])
    let server = try LoopbackServer(faults: { _ in fault }, handler: { node.answer($0) })
    let fixture = try CaptureFixture()
    let began = ContinuousClock.now
    let outcome = try fixture.capture(
      Self.number...Self.number, from: server, retries: 2,
      timeout: Self.timeout(for: fault))
    #expect(ContinuousClock.now - began < .seconds(20))
    let reason = try #require(outcome[Self.number])
    #expect(reason.contains(message), "\(reason)")
    #expect(server.counts.all == 3)
    #expect(try CaptureFixture.contents(of: fixture.folder).isEmpty)
  }

  @Test func anAnswerThatIsTooLargeIsNotTaken() throws {
    let node = try RecordedNode([Self.number])
    let server = try LoopbackServer { node.answer($0) }
    let fixture = try CaptureFixture()
    let outcome = try fixture.capture(
      Self.number...Self.number, from: server, retries: 2, largestAnswer: 5_000)
    #expect(outcome == [Self.number: "an answer of more than 5000 bytes"])
    #expect(server.counts.all == 1)
  }

  @Test func questionsUnderWayAreBounded() throws {
    let devnet = try Devnet.shared.get()
    let node = RecordedNode(devnet, .init(hasTracer: false))
    let server = try LoopbackServer(delay: 0.001, handler: { node.answer($0) })
    let fixture = try CaptureFixture()
    let outcome = try fixture.capture(
      1...3, from: server, chainID: devnet.chainID, fork: .amsterdam, parallel: 2)
    #expect(Set(outcome.values) == ["captured"])
    #expect(server.counts.atOnce == 2)
  }
}
