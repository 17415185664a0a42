import BlockSets
import EthereumTypes

/// What a node says that a transaction left behind.
struct NodeReceipt: Sendable {
  /// The transaction's place in its block.
  let transaction: UInt64
  /// `nil` where the node says nothing of it, as some do of blocks before Byzantium.
  let outcome: Receipt.Outcome?
  let cumulativeGasUsed: UInt64
  let logs: [Log]

  init(_ value: JSONValue) throws(JSONError) {
    let object = try value.object()
    transaction = try object.required("transactionIndex").uint64()
    cumulativeGasUsed = try object.required("cumulativeGasUsed").uint64()
    logs = try object.required("logs").array().map(Self.log)
    if let status = object.optional("status") {
      outcome = .status(try status.uint64() == 1)
    } else {
      outcome = try object.optional("root").map { root throws(JSONError) in
        .stateRoot(try root.hash32())
      }
    }
  }

  private static func log(_ value: JSONValue) throws(JSONError) -> Log {
    let object = try value.object()
    return Log(
      address: try object.required("address").address(),
      topics: try object.required("topics").array().map { topic throws(JSONError) in
        try topic.hash32()
      },
      data: try object.required("data").bytes())
  }

  /// Where our own receipt differs, in words; `nil` where both say the same.
  func difference(from receipt: Receipt) -> String? {
    let pairs = [
      outcomes(receipt.outcome),
      ("cumulative gas", "\(receipt.cumulativeGasUsed)", "\(cumulativeGasUsed)"),
      ("number of logs", "\(receipt.logs.count)", "\(logs.count)"),
    ]
    for case (let what, let own, let node)? in pairs where own != node {
      return Self.words(what, own, node)
    }
    for (index, (own, node)) in zip(receipt.logs, logs).enumerated() where own != node {
      return Self.words("log \(index)", Self.text(own), Self.text(node))
    }
    return nil
  }

  /// Both outcomes; `nil` where one of them is not known.
  private func outcomes(_ own: Receipt.Outcome) -> (String, String, String)? {
    switch (own, outcome) {
    case (.status(let own), .status(let node)):
      ("status", own ? "success" : "failure", node ? "success" : "failure")
    case (.stateRoot(let own), .stateRoot(let node)) where own != Hash32(word: .zero):
      ("state root", "\(own)", "\(node)")
    default: nil
    }
  }

  private static func words(_ what: String, _ own: String, _ node: String) -> String {
    "its \(what) is \(own), the node's receipt says \(node)"
  }

  private static func text(_ log: Log) -> String {
    "\(log.address) \(log.topics) \(log.data.hex)"
  }
}
