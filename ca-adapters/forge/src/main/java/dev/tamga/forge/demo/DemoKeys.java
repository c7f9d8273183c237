package dev.tamga.forge.demo;

import java.util.List;
import java.util.Optional;

import dev.tamga.forge.RevocationReason;
import dev.tamga.forge.demo.DemoKey.Validity;

import static dev.tamga.forge.demo.DemoHolder.enterprise;

/** The table of demo keys: one bound company for each chain, and one unbound key for each journey and each refusal. */
final class DemoKeys {
    private static final DemoHolder QINGCHENG =
            enterprise("呼和浩特市青城建设工程有限公司", MadeUpCode.credit("150102", "01"), "演示甲", "呼和浩特市");

    private DemoKeys() {}

    static List<DemoKey> list() {
        return List.of(
                bound(1, DemoCa.BJCA, QINGCHENG),
                bound(2, DemoCa.CFCA, company("包头市鹿城机电设备有限公司", "150203", "02", "包头市")),
                bound(3, DemoCa.CFCA_RSA, company("鄂尔多斯市暖城路桥工程有限公司", "150602", "03", "鄂尔多斯市")),
                bound(4, DemoCa.SNCA, company("赤峰市红山市政园林有限公司", "150402", "04", "赤峰市")),
                bound(5, DemoCa.NMGCA, company("通辽市科尔沁农牧科技有限公司", "150502", "05", "通辽市")),
                bound(6, DemoCa.SZCA, company("呼伦贝尔市海拉尔信息技术有限公司", "150702", "06", "呼伦贝尔市")),
                bound(7, DemoCa.GXCA, company("乌兰察布市集宁工程咨询有限公司", "150902", "07", "乌兰察布市")),
                unbound(11, "newcomer", "企业锁（新用户）", company("乌海市海勃湾新材料有限公司", "150302", "11", "乌海市")),
                unbound(12, "secondary", "副锁", QINGCHENG).withoutSeal(),
                unbound(13, "second-enterprise", "第二把企业锁", QINGCHENG),
                unbound(14, "person", "个人锁", person()),
                unbound(15, "legal-representative", "法人锁", QINGCHENG.legalRepresentative(identity("002"))),
                unbound(16, "expired", "已过期", company("兴安盟归流河粮油有限公司", "152201", "16", "兴安盟"))
                        .at(Validity.EXPIRED),
                unbound(17, "not-yet-valid", "尚未生效", company("锡林郭勒盟金莲川牧业有限公司", "152502", "17", "锡林郭勒盟"))
                        .at(Validity.NOT_YET_VALID),
                unbound(18, "revoked", "已吊销", company("巴彦淖尔市河套水利工程有限公司", "150802", "18", "巴彦淖尔市"))
                        .revokedFor(RevocationReason.KEY_COMPROMISE),
                unbound(19, "suspended", "已挂起", company("阿拉善盟居延勘测设计有限公司", "152921", "19", "阿拉善盟"))
                        .revokedFor(RevocationReason.CERTIFICATE_HOLD),
                unbound(20, "elsewhere", "区外办理", company("南京市金陵建设工程有限公司", "320102", "20", "南京市").elsewhere("江苏省")),
                unbound(21, "wrong-check-digit", "信用代码校验位错误", wrongCheckDigit()));
    }

    private static DemoHolder company(String name, String division, String number, String city) {
        return enterprise(name, MadeUpCode.credit(division, number), "演示甲", city);
    }

    private static DemoHolder person() {
        return DemoHolder.person("巴特尔", identity("001"), "呼和浩特市");
    }

    private static DemoHolder wrongCheckDigit() {
        String code = MadeUpCode.spoilt(MadeUpCode.credit("150702", "21"));
        return enterprise("满洲里市口岸物流有限公司", code, "演示甲", "呼伦贝尔市");
    }

    private static String identity(String sequence) {
        return MadeUpCode.identity("150102", sequence);
    }

    private static DemoKey bound(int number, DemoCa ca, DemoHolder holder) {
        String name = ca.id() + "-enterprise" + (ca == DemoCa.CFCA_RSA ? "-rsa" : "");
        return new DemoKey(
                name, ca, holder, ca.label() + " 企业锁", medium(number), Validity.CURRENT, true, Optional.empty(), true);
    }

    private static DemoKey unbound(int number, String role, String label, DemoHolder holder) {
        return new DemoKey(
                "bjca-" + role,
                DemoCa.BJCA,
                holder,
                DemoCa.BJCA.label() + " " + label,
                medium(number),
                Validity.CURRENT,
                false,
                Optional.empty(),
                true);
    }

    private static String medium(int number) {
        return String.format("99002026%08d", number);
    }
}
