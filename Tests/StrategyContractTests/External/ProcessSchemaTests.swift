import Foundation
import ProcessStrategies
import Scheduling
import TestSupport
import Testing

/// Real messages against docs/process-strategies.schema.json, as others read it.
@Suite(.enabled(if: Python.hasSchemas, "python3 with jsonschema is not installed"))
final class ProcessSchemaTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// What the validator says of messages of one form; nothing if they are valid.
  private func complaints(_ form: String, _ messages: [String]) throws -> String {
    let path = PackageRoot.folder.appending(path: "docs/process-strategies.schema.json")
    var schema = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: path)) as? [String: Any])
    schema["anyOf"] = nil
    schema["$ref"] = "#/$defs/\(form)"
    let schemaFile = "\(folder)/schema.json"
    try JSONSerialization.data(withJSONObject: schema).write(to: URL(filePath: schemaFile))
    var arguments = ["-W", "ignore", "-m", "jsonschema"]
    for (number, message) in messages.enumerated() {
      let file = "\(folder)/\(number).json"
      try message.write(toFile: file, atomically: true, encoding: .utf8)
      arguments += ["-i", file]
    }
    let (status, output) = try Python.run(arguments + [schemaFile])
    #expect((status == 0) == output.isEmpty, "\(output)")
    return output
  }

  @Test func blocksAreValid() throws {
    let knowledge: [Set<BlockKnowledge>] = [
      [], [.blockAccessList], [.observedReads], Set(BlockKnowledge.allCases),
    ]
    var messages: [String] = []
    for shape in BlockShape.allCases where shape != .thousandTransactions {
      for view in try ShownViews.complete(shape).all {
        for needs in knowledge {
          let line = BlockMessage.line(view.limited(to: needs), needs: needs, id: 1)
          messages.append(String(decoding: line, as: UTF8.self))
        }
      }
    }
    #expect(
      messages.contains { $0.contains("\"attributed\":[{") && $0.contains("\"observed\":[{") })
    #expect(messages.contains { $0.contains("[\"storage\",") })
    let complaints = try complaints("block", messages)
    #expect(complaints.isEmpty, "\(complaints.prefix(2000))")
  }

  @Test func helloIsValid() throws {
    let options = ProcessOptions(
      name: "a \"name\" \\ of\nlines", command: ["x"], workingDirectory: "/",
      needs: Set(BlockKnowledge.allCases), parameters: #"{"depth":3}"#)
    #expect(try complaints("hello", [ProcessProtocol.hello(options)]).isEmpty)
    #expect(
      try complaints("helloAnswer", [#"{"protocol":"bal-strategy","version":1}"#]).isEmpty)
  }

  @Test(arguments: [
    #"{"id":1,"groups":[[0,2],[1]],"elapsed_ns":5}"#, #"{"id":2,"groups":[]}"#,
    #"{"id":3,"error":"why"}"#,
  ])
  func plansAreValid(message: String) throws {
    #expect(try complaints("plan", [message]).isEmpty)
  }

  /// So that the comparisons above can fail.
  @Test(arguments: [
    ("plan", #"{"id":1}"#), ("plan", #"{"id":1,"groups":[[0]],"error":"both"}"#),
    ("plan", #"{"id":1,"groups":[[]]}"#), ("plan", #"{"id":1,"groups":[[0]],"elapsed_ms":5}"#),
    ("helloAnswer", #"{"protocol":"lsp","version":1}"#), ("hello", "{}"),
    ("block", #"{"id":1,"feeRecipient":"0x00","transactions":[]}"#),
  ])
  func wrongMessagesAreNot(form: String, message: String) throws {
    #expect(!(try complaints(form, [message]).isEmpty))
  }
}
