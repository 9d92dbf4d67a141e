// The messages of system errors in both languages. The C library has them only in the languages of the installed
// locales.

import Glibc
import Essentials

extension Wording {
    /// Returns the meaning of an error number: `permission denied`.
    init(errno code: Int32) {
        let chinese =
            switch code {
            case EPERM, EACCES: "权限不足"
            case ENOENT: "没有此文件或目录"
            case EIO: "读写出错"
            case EBADF: "已关闭"
            case EEXIST: "已存在"
            case ENOTDIR: "路径中有一段不是目录"
            case EISDIR: "是目录"
            case EMFILE, ENFILE: "打开的文件过多"
            case ETXTBSY, EBUSY: "正被占用"
            case EFBIG: "文件过大"
            case ENOSPC: "磁盘已满"
            case EDQUOT: "超出磁盘配额"
            case EROFS: "文件系统只读"
            case ENAMETOOLONG: "名称过长"
            case ELOOP: "符号链接层数过多"
            case ENOMEM: "内存不足"
            case ECONNREFUSED: "连接被拒绝"
            case ECONNRESET: "连接被重置"
            case ETIMEDOUT: "连接超时"
            case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN: "网络不可达"
            case EADDRNOTAVAIL: "地址不可用"
            case EAFNOSUPPORT: "不支持该地址族"
            default: "系统错误 \(code)"
            }
        self.init(String(cString: strerror(code)).lowercased(), zh: chinese)
    }
}
