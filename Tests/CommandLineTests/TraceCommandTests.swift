import Foundation
import TestSupport
import Testing

/// `balbench trace` as scripts see it.
@Suite struct TraceCommandTests {
  private static let mainnet = Shared.folder?.appending(path: "mainnet/dev").path
  private static let states = Fixtures.pack("state")?.path

  private func run(_ arguments: [String]) throws -> CommandLineRun {
    let own = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: own) }
    return try CommandLineRun(["trace"] + arguments, folder: own)
  }

  @Test func tracesCode() throws {
    let run = try run(["--code", "0x60035f3501", "--input", "05", "--gas", "1000", "--memory"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 6)
    #expect(
      lines[3] == """
        {"pc":4,"op":1,"gas":"0x3e0","gasCost":"0x3","memSize":0,"stack":["0x3",\
        "0x500000000000000000000000000000000000000000000000000000000000000"],"depth":1,\
        "returnData":"0x","refund":"0x0","opName":"ADD","memory":"0x"}
        """)
    #expect(lines[5] == #"{"output":"","gasUsed":"0xb","pass":true,"fork":"Amsterdam"}"#)
  }

  @Test func forksDiffer() throws {
    let old = try run(["--code", "5f", "--fork", "Paris"])
    #expect(old.output.contains("\"error\":\"invalid opcode\""))
    #expect(old.output.hasSuffix("\"pass\":false,\"fork\":\"Paris\"}\n"))
  }

  @Test(
    .enabled(if: mainnet != nil, "no blocks at ../shared/mainnet"))
  func tracesATransactionOfARealBlock() throws {
    let folder = try #require(Self.mainnet)
    let run = try run([folder, "--tx", "1"])
    #expect(run.status == 0, "\(run.errors)")
    let last = try #require(run.output.split(separator: "\n").last)
    #expect(last.contains("\"gasUsed\":\"0x"))
  }

  @Test(.enabled(if: states != nil, "\(Fixtures.absence)"))
  func tracesAStateTestWithItsRoot() throws {
    let folder = try #require(Self.states)
    let names = try #require(FileManager.default.enumerator(atPath: folder))
    let name = try #require(
      names.lazy.compactMap { $0 as? String }.first {
        $0.hasSuffix(".json") && $0.contains("push0")
      })
    let run = try run(["\(folder)/\(name)"])
    #expect(run.status == 0, "\(run.errors)")
    let last = try #require(run.output.split(separator: "\n").last)
    #expect(last.hasPrefix("{\"stateRoot\":\"0x"))
    let wrong = try self.run(["\(folder)/\(name)", "--variant", "d9g9v9"])
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("there are ") && wrong.errors.contains("d0g0v0"))
  }

  @Test(arguments: [
    [], ["--code", "0x0"], ["--code", "zz"], ["--code", "00", "path"], ["nothing.json"],
    ["--code", "00", "--tx", "1"], ["nothing.json", "--gas", "5"], ["--code", "00", "--gas", "-1"],
    ["--code", "00", "--fork", "Atlantis"], ["nothing.json", "--tx", "-1"],
  ])
  func aWrongCommandLineExitsWithTwo(arguments: [String]) throws {
    let run = try run(arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty && !run.errors.isEmpty)
  }
}
