import Foundation
import ProcessStrategies
import Scheduling
import Testing

/// What is said of processes that do not do what they should, and that they are started again.
@Suite struct ProcessFailureTests {
  struct Case: CustomStringConvertible, Sendable {
    let description: String
    let script: String
    let message: String
    var timeout = 20.0
    var startTimeout = 20.0
  }

  private static func answering(_ line: String) -> String {
    "\(ScriptedProcess.hello); read -r line; printf '%s\\n' '\(line)'; read -r line"
  }

  static let cases = [
    Case(
      description: "hangs at once", script: "sleep 60",
      message: "no answer within 0.3 s, awaiting the handshake", startTimeout: 0.3),
    Case(
      description: "hangs over a block", script: "\(ScriptedProcess.hello); sleep 60",
      message: "no answer within 0.3 s, awaiting a plan", timeout: 0.3),
    Case(
      description: "closes its input", script: "\(ScriptedProcess.hello); exec 0<&-; sleep 60",
      message: "no answer within 0.3 s, awaiting a plan", timeout: 0.3),
    Case(
      description: "dies at once", script: "exit 3",
      message: "the process ended with exit code 3, awaiting the handshake"),
    Case(
      description: "dies over a block",
      script: "\(ScriptedProcess.hello); read -r line; echo first >&2; echo oops >&2; exit 4",
      message: "ended with exit code 4, awaiting a plan; its last words: oops"),
    Case(
      description: "is killed", script: "\(ScriptedProcess.hello); read -r line; kill -9 $$",
      message: "ended by signal 9"),
    Case(
      description: "is no program", script: "exec no-such-program",
      message: "exit code 127 (no such program?), awaiting the handshake; its last words: "),
    Case(
      description: "closes its output",
      script: "\(ScriptedProcess.hello); read -r line; exec 1>&-; sleep 60",
      message: "the process closed its standard output, awaiting a plan"),
    Case(
      description: "speaks another version",
      script: #"read -r line; echo '{"protocol":"bal-strategy","version":2}'; read -r line"#,
      message: "speaks version 2 of bal-strategy; this workbench speaks version 1"),
    Case(
      description: "speaks another protocol",
      script: #"read -r line; echo '{"protocol":"lsp","version":1}'; read -r line"#,
      message: #"expected "protocol": "bal-strategy"; the line: {"protocol":"lsp","version":1}"#),
    Case(
      description: "garbage", script: answering("what?"),
      message: "malformed answer, awaiting a plan: Invalid value around character 0"),
    Case(
      description: "unknown key", script: answering(#"{"id":1,"groups":[[0,1]],"elapsed_ms":3}"#),
      message: "unknown key 'elapsed_ms': expected id, groups, elapsed_ns, error"),
    Case(
      description: "no id", script: answering(#"{"groups":[[0,1]]}"#),
      message: "the key 'id' is missing"),
    Case(
      description: "wrong id", script: answering(#"{"id":9,"groups":[[0,1]]}"#),
      message: "it answers request 9, asked was 1"),
    Case(
      description: "no groups", script: answering(#"{"id":1}"#),
      message: "neither 'groups' nor 'error'"),
    Case(
      description: "a number that is none", script: answering(#"{"id":1,"groups":[[0,1.5]]}"#),
      message: "malformed answer, awaiting a plan: a number is no integer of 64 bits"),
    Case(
      description: "a text for a number", script: answering(#"{"id":1,"groups":[[0,"x"]]}"#),
      message: "malformed answer, awaiting a plan: at groups[0][1]: "),
    Case(
      description: "impossible time",
      script: answering(#"{"id":1,"groups":[[0,1]],"elapsed_ns":99999999999999}"#),
      message: "elapsed_ns is 99999999999999, but the whole round trip took "),
    Case(
      description: "two lines",
      script: "\(ScriptedProcess.hello); read -r line; printf 'a\\nb\\n'; read -r line",
      message: "more than one line came"),
    Case(
      description: "half a line and dies",
      script: "\(ScriptedProcess.hello); read -r line; printf '{\"id\":1'; exit 0",
      message: "exit code 0, awaiting a plan; 7 bytes came without a newline"),
    Case(
      description: "half a line and hangs",
      script: "\(ScriptedProcess.hello); read -r line; printf '{\"id\":1'; sleep 60",
      message: "no whole line within 1.0 s, awaiting a plan: 7 bytes came without a newline",
      timeout: 1),
    Case(
      description: "a line without end",
      script: "\(ScriptedProcess.hello); read -r line; yes xxxxxxxxxxxxxxx | tr -d '\\n'",
      message: "more than 16777216 bytes came without a newline, awaiting a plan"),
  ]

  /// Every failure is told apart, and the next block finds a process that was started again.
  @Test(arguments: cases)
  func aFailureIsToldAndTheProcessStartedAgain(failure: Case) throws {
    let restarted = """
      if [ -e failed ]; then
        \(ScriptedProcess.hello); read -r line
        line=${line#*:}
        echo "{\\"id\\":${line%%,*},\\"groups\\":[[0],[1]]}"
        read -r line; exit
      fi
      touch failed
      """
    let process = try ScriptedProcess(
      restarted + "\n" + failure.script, timeout: failure.timeout,
      startTimeout: failure.startTimeout)
    let strategy = try #require(process.strategy)
    let error = #expect(throws: ProcessFailure.self) {
      try strategy.plan(ScriptedProcess.block(2))
    }
    let said = "\(try #require(error))"
    #expect(said.contains(failure.message), "\(said)")
    #expect(try strategy.plan(ScriptedProcess.block(2)).grouping == .singletons(2))
  }

  @Test(arguments: [
    (#"{"id":1,"groups":[[0]]}"#, "transaction 1 is in no group"),
    (#"{"id":1,"groups":[[0,1],[1]]}"#, "transaction 1 is in the groups twice"),
    (#"{"id":1,"groups":[[0,1],[-1]]}"#, "transaction -1 does not exist"),
    (#"{"id":1,"groups":[[1,0]]}"#, "members keep block order"),
    (#"{"id":1,"groups":[[0,1],[]]}"#, "group 1 has no transaction"),
    (#"{"id":1,"error":"too deep"}"#, "the process has no plan: too deep"),
  ])
  func aWrongPlanLeavesTheProcess(line: String, message: String) throws {
    let process = try ScriptedProcess(
      """
      echo started >&2
      \(ScriptedProcess.hello); read -r line; echo '\(line)'
      read -r line; echo '{"id":2,"groups":[[0,1]],"elapsed_ns":5}'; read -r line
      """)
    let strategy = try #require(process.strategy)
    let error = #expect(throws: (any Error).self) { try strategy.plan(ScriptedProcess.block(2)) }
    let said = "\(try #require(error))"
    #expect(said.contains(message), "\(said)")
    #expect(try strategy.plan(ScriptedProcess.block(2)).grouping == .single(2))
    #expect(process.errorLines() == ["started"])
  }
}
