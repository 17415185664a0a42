import Foundation
import ProcessStrategies
import Scheduling

/// A strategy of a few lines of shell, in a folder that is gone after the test.
final class ScriptedProcess {
  /// Answers the handshake.
  static let hello = #"read -r line; echo '{"protocol":"bal-strategy","version":1}'"#

  let folder: String
  private(set) var strategy: ProcessStrategy?

  init(_ script: String, timeout: Double = 20, startTimeout: Double = 20) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try script.write(toFile: "\(folder)/strategy.sh", atomically: true, encoding: .utf8)
    strategy = ProcessStrategy(
      options: ProcessOptions(
        name: "scripted", command: ["sh", "strategy.sh"], workingDirectory: folder,
        timeoutSeconds: timeout, startTimeoutSeconds: startTimeout))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Lets go of the strategy, which ends the process.
  func end() { strategy = nil }

  /// A file that the script wrote, as soon as it is there.
  func file(_ name: String, within milliseconds: Int = 2000) -> String? {
    for _ in 0..<milliseconds {
      if let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) {
        return text
      }
      usleep(1000)
    }
    return nil
  }

  /// The lines that it wrote to its standard error since the last time.
  func errorLines() -> [String] {
    String(decoding: strategy?.errors.take().bytes ?? [], as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  /// A block of payments between strangers.
  static func block(_ count: Int, data: [UInt8] = []) -> BlockView {
    func address(_ number: Int) -> Address { Address(word: UInt256(number)) }
    return BlockView(
      transactions: (0..<count).map { number in
        TransactionView(
          index: TransactionIndex(rawValue: number), sender: address(0x100 + number),
          to: address(0x200 + number), data: data)
      },
      feeRecipient: address(0xfee), writes: Array(repeating: [], count: count))
  }
}
