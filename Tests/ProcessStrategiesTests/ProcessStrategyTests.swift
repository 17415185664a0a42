import Foundation
import ProcessStrategies
import Scheduling
import Testing

/// What passes between the workbench and a process that does as it should.
@Suite struct ProcessStrategyTests {
  @Test func theTimeIsTheProcessesOwnWhereItSaysSo() throws {
    let process = try ScriptedProcess(
      """
      \(ScriptedProcess.hello)
      read -r line; sleep 0.05; echo '{"id":1,"groups":[[0,1]],"elapsed_ns":1234}'
      read -r line; sleep 0.05; echo '{"id":2,"groups":[[0],[1]]}'
      read -r line
      """)
    let strategy = try #require(process.strategy)
    let told = try strategy.plan(ScriptedProcess.block(2))
    #expect(told.grouping == .single(2))
    #expect(told.planningNanoseconds == 1234)
    let measured = try strategy.plan(ScriptedProcess.block(2))
    #expect(measured.grouping == .singletons(2))
    #expect(measured.planningNanoseconds >= 50_000_000)
  }

  /// Errors that fill their pipe, before the request is read and after it, hold nobody up; nor
  /// does a request that is larger than a pipe.
  @Test func aFloodOfErrorsIsNoDeadLock() throws {
    let flood = "yes eeeeeeeeeeeeeee | head -n 200000 >&2"
    let process = try ScriptedProcess(
      """
      \(flood); \(ScriptedProcess.hello)
      \(flood); head -n 1 > request; \(flood); echo last >&2
      echo '{"id":1,"groups":[[0]]}'; cat > rest
      """)
    let strategy = try #require(process.strategy)
    let block = ScriptedProcess.block(1, data: Array(repeating: 0xab, count: 1 << 19))
    #expect(try strategy.plan(block).grouping == .single(1))
    let (bytes, lost) = strategy.errors.take()
    #expect(bytes.count + lost == 3 * 200_000 * 16 + 5)
    #expect(lost == 0)
    let request = try #require(process.file("request"))
    #expect(request.utf8.count > 1 << 20)
    #expect(request.hasSuffix("}\n"))
  }

  @Test func theLinesAreWhatTheProtocolSays() throws {
    let process = try ScriptedProcess(
      """
      read -r line; printf '%s' "$line" > hello; echo '{"protocol":"bal-strategy","version":1}'
      read -r line; printf '%s' "$line" > block; echo '{"id":1,"groups":[[0]]}'; read -r line
      """)
    _ = try #require(process.strategy).plan(ScriptedProcess.block(1, data: [0, 0xff]))
    #expect(
      process.file("hello") == #"{"protocol":"bal-strategy","version":1,"strategy":"scripted","#
        + #""needs":["block-access-list"],"options":{}}"#)
    let zeros = String(repeating: "0", count: 37)
    #expect(
      process.file("block") == #"{"id":1,"feeRecipient":"0x\#(zeros)fee","#
        + #""transactions":[{"index":0,"from":"0x\#(zeros)100","to":"0x\#(zeros)200","#
        + #""value":"0x0","gas":"0x5208","nonce":"0x0","input":"0x00ff","accessList":[],"#
        + #""authorizationList":[]}],"feeRecipientIsResource":false,"writes":[[]],"#
        + #""storageReads":[]}"#)
  }

  @Test func theEndOfInputEndsTheProcess() throws {
    let process = try ScriptedProcess(
      """
      \(ScriptedProcess.hello); read -r line; echo '{"id":1,"groups":[[0]]}'
      cat > rest; touch ended
      """)
    _ = try #require(process.strategy).plan(ScriptedProcess.block(1))
    process.end()
    #expect(process.file("ended") != nil)
  }

  /// A process that is ended takes along what it started.
  @Test func nothingIsLeftRunning() throws {
    let process = try ScriptedProcess(
      "\(ScriptedProcess.hello); sleep 60 & echo $! > child; wait", timeout: 0.5)
    let strategy = try #require(process.strategy)
    #expect(throws: ProcessFailure.self) { try strategy.plan(ScriptedProcess.block(1)) }
    let child = try #require(process.file("child")).trimmingCharacters(in: .whitespacesAndNewlines)
    var state = "R"
    for _ in 0..<2000 where state != "gone" && state != "Z" {
      let status = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
      state = status.map { String($0.split(separator: " ")[2]) } ?? "gone"
      usleep(1000)
    }
    #expect(["gone", "Z"].contains(state))
  }
}
