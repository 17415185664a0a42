import BlockSets

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

  /// The receipts of the block's transactions, or `nil` where the node does not give them.
  func receipts(of number: UInt64, count: Int) throws(RPCError) -> [NodeReceipt]? {
    let answer = try optional(RPCQuestion("eth_getBlockReceipts", quantity(number))) {
      value throws(JSONError) -> [NodeReceipt]? in
      guard !value.isNull else { return nil }
      let receipts = try value.array().map(NodeReceipt.init)
      guard receipts.map(\.transaction) == Array(0..<UInt64(count)) else {
        throw value.error("expected the receipts of the block's \(count) transactions, in order")
      }
      return receipts
    }
    return answer ?? nil
  }
}
