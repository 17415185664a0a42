import BlockAccessLists
import BlockSets
import EthereumTypes

/// What only some nodes can tell.
extension Node {
  /// What every transaction of the block met, or `nil` where the node cannot trace it.
  ///
  /// Only a hint, so that a node whose tracer fails is asked for each account instead.
  func prestate(of number: UInt64) -> Prestate? {
    let question = RPCQuestion(
      "debug_traceBlockByNumber", quantity(number), "{\"tracer\":\"prestateTracer\"}")
    do throws(RPCError) {
      return try optional(question, Prestate.init)
    } catch {
      return nil
    }
  }

  /// The block's access list as the node's JSON, or `nil` where the node has none.
  func blockAccessList(of number: UInt64) throws(RPCError) -> [UInt8]? {
    for method in ["eth_getBlockAccessListByBlockNumber", "debug_getBlockAccessList"] {
      let answer = try optional(RPCQuestion(method, quantity(number))) {
        value throws(JSONError) -> [UInt8]? in
        guard !value.isNull else { return nil }
        _ = try BlockAccessListReader.read(value)
        return value.compactText
      }
      if let text = answer ?? nil { return text }
    }
    return nil
  }

  /// Gas and success of every transaction, or `nil` where the node does not tell them.
  func receipts(of number: UInt64) throws(RPCError) -> [ReceiptSummary]? {
    let answer = try optional(RPCQuestion("eth_getBlockReceipts", quantity(number))) {
      value throws(JSONError) -> [ReceiptSummary]? in
      value.isNull ? nil : try value.array().map(ReceiptSummary.init)
    }
    return answer ?? nil
  }
}

/// What a receipt says that tells two executions apart.
struct ReceiptSummary: Sendable, Equatable, CustomStringConvertible {
  let gasUsed: UInt64
  /// `nil` before Byzantium.
  let isSuccess: Bool?
  let logCount: Int

  init(gasUsed: UInt64, isSuccess: Bool?, logCount: Int) {
    self.gasUsed = gasUsed
    self.isSuccess = isSuccess
    self.logCount = logCount
  }

  init(_ value: JSONValue) throws(JSONError) {
    let object = try value.object()
    gasUsed = try object.required("gasUsed").uint64()
    isSuccess = try object.optional("status").map { status throws(JSONError) in
      try status.uint64() == 1
    }
    logCount = try object.required("logs").array().count
  }

  var description: String {
    let status = isSuccess.map { $0 ? ", success" : ", failure" } ?? ""
    return "\(gasUsed) gas, \(logCount) logs\(status)"
  }
}
