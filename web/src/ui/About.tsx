import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { AboutIcon, CloseIcon } from "./icons";

/** What Signspan is for, what it is not for, and what leaves the browser. */
export function About() {
  const { t } = useTranslation();
  return (
    <DialogTrigger>
      <Button className="button button-quiet" aria-label={t("purpose.open")}><AboutIcon /><span className="wide">{t("purpose.open")}</span></Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog className="about">
            <Heading slot="title" level={2}>{t("purpose.title")}</Heading>
            <Button slot="close" className="button button-quiet button-icon about-close" aria-label={t("purpose.close")}><CloseIcon /></Button>
            <p>{t("purpose.for")}</p>
            <h3>{t("purpose.notForTitle")}</h3>
            <p className="warning">{t("purpose.notFor")}</p>
            <h3>{t("purpose.sureTitle")}</h3>
            <p>{t("purpose.sure")}</p>
            <h3>{t("purpose.privacyTitle")}</h3>
            <p>{t("purpose.privacy")}</p>
            <p>{t("purpose.fallback")}</p>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
