import EthereumTypes

/// Reads transactions as JSON-RPC objects, and checks that the fields have the hash that stands
/// beside them.
enum TransactionReader {
  static func read(_ value: JSONValue) throws(JSONError) -> Transaction {
    let object = try value.object()
    let transaction = try signed(object)
    try check(object.required("hash"), of: transaction)
    return transaction
  }

  /// Reads a transaction as geth's `t8n` takes it: signed, or with the key to sign it with in
  /// `secretKey`. A hash may stand beside it.
  static func readOrSign(_ value: JSONValue, chainID: UInt64) throws(JSONError) -> Transaction {
    let object = try value.object()
    guard let secretKey = object.optional("secretKey") else {
      let transaction = try signed(object)
      if let hash = object.optional("hash") { try check(hash, of: transaction) }
      return transaction
    }
    var transaction = try unsigned(object)
    if transaction.kind == .legacy {
      let isProtected = try object.optional("protected")?.bool() ?? true
      transaction.chainID = isProtected ? chainID : nil
    }
    let key = try secretKey.bytes(count: 32)
    guard Secp256k1.sign(hash: .zero, privateKey: key) != nil else {
      throw secretKey.unexpected("a private key")
    }
    return transaction.signed(with: key)
  }

  private static func signed(_ object: JSONObject) throws(JSONError) -> Transaction {
    var transaction = try unsigned(object)
    transaction.signature = Transaction.Signature(
      v: try object.required("v").uint256(), r: try object.required("r").uint256(),
      s: try object.required("s").uint256())
    return transaction
  }

  private static func check(
    _ stated: JSONValue, of transaction: Transaction
  ) throws(JSONError) {
    let (expected, found) = (transaction.hash, try stated.hash32())
    guard expected == found else {
      throw stated.error(
        "expected the hash of the transaction's fields, \(expected), found \(found)")
    }
  }

  private static func unsigned(_ object: JSONObject) throws(JSONError) -> Transaction {
    switch try kind(of: object) {
    case .legacy:
      var transaction = Transaction.legacy(
        chainID: nil, nonce: 0, gasPrice: try object.required("gasPrice").uint256(), gasLimit: 0,
        to: nil)
      try readCall(of: object, into: &transaction)
      // The chain id that counts is the signed one (EIP-155: v = 35 + 2 · id + parity).
      let v = try object.optional("v")?.uint256() ?? .zero
      transaction.chainID = v < 35 ? nil : ((v &- 35) >> 1).uint64
      return transaction
    case .accessList:
      var transaction = Transaction.accessList(
        chainID: try object.required("chainId").uint64(), nonce: 0,
        gasPrice: try object.required("gasPrice").uint256(), gasLimit: 0, to: nil,
        accessList: try accessList(object.required("accessList")))
      try readCall(of: object, into: &transaction)
      return transaction
    case .dynamicFee:
      return try dynamicFee(object)
    case .blob:
      var transaction = try dynamicFee(object)
      transaction.kind = .blob
      transaction.maxFeePerBlobGas = try object.required("maxFeePerBlobGas").uint256()
      transaction.blobVersionedHashes = try object.required("blobVersionedHashes").array()
        .map { hash throws(JSONError) in try hash.hash32() }
      return transaction
    case .setCode:
      var transaction = try dynamicFee(object)
      transaction.kind = .setCode
      transaction.authorizationList = try authorizationList(object.required("authorizationList"))
      return transaction
    }
  }

  private static func kind(of object: JSONObject) throws(JSONError) -> Transaction.Kind {
    guard let type = object.optional("type") else { return .legacy }
    guard let byte = UInt8(exactly: try type.uint64()), let kind = Transaction.Kind(rawValue: byte)
    else { throw type.unexpected("a transaction type from 0x0 to 0x4") }
    return kind
  }

  private static func dynamicFee(_ object: JSONObject) throws(JSONError) -> Transaction {
    var transaction = Transaction.dynamicFee(
      chainID: try object.required("chainId").uint64(), nonce: 0,
      maxPriorityFeePerGas: try object.required("maxPriorityFeePerGas").uint256(),
      maxFeePerGas: try object.required("maxFeePerGas").uint256(), gasLimit: 0, to: nil,
      accessList: try accessList(object.required("accessList")))
    try readCall(of: object, into: &transaction)
    return transaction
  }

  /// Reads the fields that all kinds have.
  private static func readCall(
    of object: JSONObject, into transaction: inout Transaction
  ) throws(JSONError) {
    transaction.nonce = try object.required("nonce").uint64()
    transaction.gasLimit = try object.required("gas").uint64()
    transaction.to = try object.optional("to")?.address()
    transaction.value = try object.required("value").uint256()
    transaction.data = try object.required("input").bytes()
  }

  /// Reads an access list (EIP-2930).
  static func accessList(_ value: JSONValue) throws(JSONError) -> [AccessListEntry] {
    try value.array().map { entry throws(JSONError) in
      let entry = try entry.object()
      return AccessListEntry(
        address: try entry.required("address").address(),
        storageKeys: try entry.required("storageKeys").array()
          .map { key throws(JSONError) in try key.uint256() })
    }
  }

  /// Reads an authorization list (EIP-7702).
  static func authorizationList(_ value: JSONValue) throws(JSONError) -> [Authorization] {
    try value.array().map { entry throws(JSONError) in
      let entry = try entry.object()
      let parity = if let parity = entry["yParity"] { parity } else { try entry.required("v") }
      guard let yParity = UInt8(exactly: try parity.uint64()) else {
        throw parity.unexpected("a y-parity below 256")
      }
      return Authorization(
        chainID: try entry.required("chainId").uint256(),
        address: try entry.required("address").address(),
        nonce: try entry.required("nonce").uint64(), yParity: yParity,
        r: try entry.required("r").uint256(), s: try entry.required("s").uint256())
    }
  }
}
