import Foundation
import Scheduling

/// The lines between the workbench and a process; docs/process-strategies.md describes them.
package enum ProcessProtocol {
  /// The name that both sides say first.
  package static let name = "bal-strategy"
  /// The version that this workbench speaks.
  package static let version = 1
  /// No plan is as long as this.
  package static let longestLine = 16 << 20

  private static let excerptBytes = 120

  /// The first line to a process.
  package static func hello(_ options: ProcessOptions) -> String {
    let needs = options.needs.map(JSONText.string).joined(separator: ",")
    return #"{"protocol":"\#(name)","version":\#(version),"strategy":"#
      + JSONText.string(options.name) + #","needs":[\#(needs)],"options":\#(options.parameters)}"#
  }

  /// Checks the first line from a process.
  static func checkHello(_ line: [UInt8]) throws(ProcessFailure) {
    let hello = try decode(Hello.self, from: line, awaiting: .handshake)
    guard hello.protocol == name else {
      throw .malformed(
        reason: "expected \"protocol\": \"\(name)\"", awaiting: .handshake, line: excerpt(line))
    }
    guard hello.version == version else { throw .wrongVersion("\(hello.version)") }
  }

  /// What a line says about a block.
  static func plan(_ line: [UInt8], for id: Int) throws(ProcessFailure) -> Answer {
    let answer = try decode(Answer.self, from: line, awaiting: .plan)
    func malformed(_ reason: String) -> ProcessFailure {
      .malformed(reason: reason, awaiting: .plan, line: excerpt(line))
    }
    guard answer.id == id else {
      throw malformed("it answers request \(answer.id), asked was \(id)")
    }
    if let reason = answer.error {
      guard answer.groups == nil else { throw malformed("both 'groups' and 'error'") }
      throw .declined(reason: reason)
    }
    guard answer.groups != nil else { throw malformed("neither 'groups' nor 'error'") }
    return answer
  }

  /// The beginning of a line, for messages.
  static func excerpt(_ line: [UInt8]) -> String {
    let text = String(decoding: line.prefix(excerptBytes), as: UTF8.self)
    let printable = String(text.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
    return line.count > excerptBytes ? printable + "…" : printable
  }

  private static func decode<Message: ProcessMessage>(
    _ type: Message.Type, from line: [UInt8], awaiting: ProcessFailure.Awaited
  ) throws(ProcessFailure) -> Message {
    do {
      let decoder = JSONDecoder()
      let keys = try decoder.decode(Keys.self, from: Data(line)).names
      if let unknown = keys.first(where: { !Message.keys.contains($0) }) {
        throw ProcessFailure.malformed(
          reason: "unknown key '\(unknown)': expected \(Message.keys.joined(separator: ", "))",
          awaiting: awaiting, line: excerpt(line))
      }
      return try decoder.decode(type, from: Data(line))
    } catch let failure as ProcessFailure {
      throw failure
    } catch {
      throw .malformed(
        reason: JSONText.reason(error, in: line), awaiting: awaiting, line: excerpt(line))
    }
  }
}

/// A line from a process.
protocol ProcessMessage: Decodable {
  /// Everything that it may say.
  static var keys: [String] { get }
}

/// The first line from a process.
struct Hello: ProcessMessage {
  static let keys = ["protocol", "version"]

  let `protocol`: String
  let version: Int
}

/// A plan from a process, or why there is none.
struct Answer: ProcessMessage {
  static let keys = ["id", "groups", "elapsed_ns", "error"]

  let id: Int
  let groups: [[Int]]?
  let elapsedNanoseconds: UInt64?
  let error: String?

  private enum CodingKeys: String, CodingKey {
    case id, groups, error
    case elapsedNanoseconds = "elapsed_ns"
  }
}

/// The keys of an object, in order.
private struct Keys: Decodable {
  let names: [String]

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    names = try decoder.container(keyedBy: Key.self).allKeys.map(\.stringValue).sorted()
  }
}
